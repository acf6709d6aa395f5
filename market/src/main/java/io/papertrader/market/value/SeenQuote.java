package io.papertrader.market.value;

import java.time.Instant;

/**
 * A quote that the market has taken.
 *
 * @param update the number of the update that brought it
 * @param seenAt the moment at which the owner saw it, on the owner's clock
 */
public record SeenQuote(Quote quote, long update, Instant seenAt) {}
