package io.papertrader.master.asset;

import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.vocabulary.AssetSymbol;

/** One line of the list of assets (specification 2.3.1). */
public record ListedAsset(AssetSymbol symbol, String name, String currency) {
    /** A search's match with it. */
    Match toMatch() {
        return new Match(symbol, name, currency);
    }
}
