/**
 * The output for people and programs: tables, charts, figures, JSON, CSV, and the terminal they appear on. Knows no
 * network.
 */
@NullMarked
package io.papertrader.cli.view;

import org.jspecify.annotations.NullMarked;
