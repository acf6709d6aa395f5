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

    /** The action as it is when it is first told of: an id that is made of its symbol is made of the listed one. */
    static CorporateAction listed(CorporateAction action, ListOfAssets list) {
        CorporateAction listed = ofSymbols(action, list);
        ActionId id = action.id().equals(ActionWords.idOf(action.symbol(), action.exDate(), action.change()))
                ? ActionWords.idOf(listed.symbol(), listed.exDate(), listed.change())
                : action.id();
        return new CorporateAction(id, listed.symbol(), listed.exDate(), listed.change());
    }

    /** The action under the id by which it is known already. */
    static CorporateAction ofSymbols(CorporateAction action, ListOfAssets list) {
        Change change = action.change() instanceof Change.Renaming(AssetSymbol to)
                ? new Change.Renaming(spelled(to, list))
                : action.change();
        return new CorporateAction(action.id(), spelled(action.symbol(), list), action.exDate(), change);
    }

    private static AssetSymbol spelled(AssetSymbol symbol, ListOfAssets list) {
        return list.find(symbol).map(ListedAsset::symbol).orElse(symbol);
    }
}
