/** Trading hours: when a market is open, and when it opens and closes next. */
package io.papertrader.market.calendar;
