package io.papertrader.market.value;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Instant;

/**
 * A value of an asset. It is what a source says and may be absurd; the market decides whether it takes it.
 *
 * @param value the price of one unit, in the asset's currency
 * @param time the moment at which the value was the asset's, on the source's clock
 * @param source the origin of the value, for people
 */
public record Quote(AssetSymbol symbol, Money value, Instant time, String source) {}
