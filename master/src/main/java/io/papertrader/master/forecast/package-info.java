/**
 * Forecasts of values: arithmetic on daily closes alone, and the one place of the master where numbers have a floating
 * point.
 */
@NullMarked
package io.papertrader.master.forecast;

import org.jspecify.annotations.NullMarked;
