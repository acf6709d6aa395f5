package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;

/**
 * The reason for which a provider's values of an asset are not taken; the last good one is kept.
 *
 * @param what for people
 */
public record AssetTrouble(AssetSymbol symbol, String provider, String what, Instant since) {}
