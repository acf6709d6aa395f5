/** The replay of recorded values: a market of the past, day by day, that begins and ends. */
@NullMarked
package io.papertrader.master.replay;

import org.jspecify.annotations.NullMarked;
