package io.papertrader.market.action;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;

/**
 * A decision of an asset's company about all its shares.
 *
 * @param exDate the first day that is traded without it, in the asset's market time
 */
public record CorporateAction(ActionId id, AssetSymbol symbol, LocalDate exDate, Change change) {
    public CorporateAction {
        if (change instanceof Change.Renaming(AssetSymbol to) && to.equals(symbol)) {
            throw new IllegalArgumentException("another symbol is another one");
        }
    }
}
