package io.papertrader.master.asset;

import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Optional;

/**
 * One line of the list of assets (specification 2.3.1).
 *
 * @param ofClass the class whose providers know it, or at whose hours its values are replayed; none where its line does
 *     not say
 */
public record ListedAsset(AssetSymbol symbol, String name, String currency, Optional<AssetClass> ofClass) {
    /** An asset whose values are replayed. */
    public ListedAsset(AssetSymbol symbol, String name, String currency) {
        this(symbol, name, currency, Optional.empty());
    }

    /** A search's match with it. */
    Match toMatch() {
        return new Match(symbol, name, currency);
    }
}
