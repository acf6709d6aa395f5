package io.papertrader.master.actions;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Rules for what may be announced: actions of listed assets, before the first value of their day. */
@Singleton
class AnnouncementRules {
    private final ListOfAssets list;
    private final ActionDays days;
    private final SplitsInPrices prices;

    AnnouncementRules(ListOfAssets list, ActionDays days, SplitsInPrices prices) {
        this.list = list;
        this.days = days;
        this.prices = prices;
    }

    /** The same as the list spells its symbols, and its id where that is made of them. */
    CorporateAction listed(CorporateAction action) {
        return Spelling.listed(action, list);
    }

    /** The same of the symbol that its asset has now. */
    CorporateAction listed(CorporateAction action, AssetSymbol now) {
        return Spelling.listed(action, now, list);
    }

    /** True where its asset is still on the list. */
    boolean isListed(CorporateAction action) {
        return list.find(action.symbol()).isPresent();
    }

    /** The reason why an action cannot be announced; none where it can. */
    Optional<String> refusal(CorporateAction action) {
        if (list.find(action.symbol()).isEmpty()) {
            return Optional.of(list.index().unknown(action.symbol()));
        }
        Optional<String> ofItsKind =
                switch (action.change()) {
                    case Change.Renaming(AssetSymbol to) -> refusal(action.symbol(), to);
                    case Change.Split _ -> prices.refusal(action.exDate());
                    case Change.Dividend _, Change.Delisting _ -> Optional.empty();
                };
        return ofItsKind.or(() -> refusalOfDay(action));
    }

    private Optional<String> refusal(AssetSymbol from, AssetSymbol to) {
        Optional<String> currency = list.find(to).map(ListedAsset::currency);
        if (currency.isEmpty()) {
            return Optional.of(to + " is not on the list of assets: put it there first (PAPERTRADER_ASSET_LIST).");
        }
        return currency.equals(list.find(from).map(ListedAsset::currency))
                ? Optional.empty()
                : Optional.of(to + " is traded in another currency than " + from + ".");
    }

    private Optional<String> refusalOfDay(CorporateAction action) {
        return switch (action.change()) {
            case Change.Split _, Change.Dividend _ -> lateness(action);
            case Change.Renaming _, Change.Delisting _ ->
                days.latest(action)
                        .filter(day -> action.exDate().isBefore(day))
                        .map(day -> "The market has come to %s: name that day or a later one.".formatted(day));
        };
    }

    /**
     * The reason why one that waits cannot be carried out now that its day has come; none where it can. Values wait for
     * the actions of their day, so one that has come first had been under way when the action was announced: trades of
     * that day are of the shares of before. And the prices may be others than those of then.
     */
    Optional<String> obstacle(CorporateAction action) {
        return switch (action.change()) {
            case Change.Split _ -> prices.refusal(action.exDate()).or(() -> lateness(action));
            case Change.Dividend _ -> lateness(action);
            case Change.Renaming _, Change.Delisting _ -> Optional.empty();
        };
    }

    /**
     * The reason why a split or dividend comes too late: a value of its day was brought; none where it comes in time.
     */
    private Optional<String> lateness(CorporateAction action) {
        return days.latest(action)
                .filter(day -> !action.exDate().isAfter(day))
                .map(day -> "%s has values of %s already, and its action takes place before a day's first: name %s"
                                .formatted(action.symbol(), day, day.plusDays(1))
                        + " or a later day.");
    }

    /** An action in words, for the audit trail. */
    static String sentence(CorporateAction action) {
        return action.id() + ": "
                + switch (action.change()) {
                    case Change.Split split -> "split of " + action.symbol() + ", " + split.ratio();
                    case Change.Dividend dividend -> "dividend of " + action.symbol() + ", " + dividend.perShare();
                    case Change.Renaming renaming -> "renaming of " + action.symbol() + " to " + renaming.to();
                    case Change.Delisting(Optional<Money> payout) ->
                        "delisting of " + action.symbol()
                                + payout.map(money -> ", " + money).orElse("");
                }
                + " on " + action.exDate();
    }
}
