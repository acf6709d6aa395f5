package io.papertrader.master.actions;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.vocabulary.AssetSymbol;

/** Actions with their symbols as the list of assets spells them, so that all who tell of one tell of the same. */
final class Spelling {
    private Spelling() {}

    /** The action of its symbol as the list spells it; an id that is made of the symbol follows. */
    static CorporateAction listed(CorporateAction action, ListOfAssets list) {
        return listed(action, action.symbol(), list);
    }

    /** The same, where its asset goes by another symbol now. */
    static CorporateAction listed(CorporateAction action, AssetSymbol now, ListOfAssets list) {
        AssetSymbol symbol = spelled(now, list);
        Change change = action.change() instanceof Change.Renaming(AssetSymbol to)
                ? new Change.Renaming(spelled(to, list))
                : action.change();
        ActionId id = action.id().equals(ActionWords.idOf(action.symbol(), action.exDate(), action.change()))
                ? ActionWords.idOf(symbol, action.exDate(), change)
                : action.id();
        return new CorporateAction(id, symbol, action.exDate(), change);
    }

    private static AssetSymbol spelled(AssetSymbol symbol, ListOfAssets list) {
        return list.find(symbol).map(ListedAsset::symbol).orElse(symbol);
    }
}
