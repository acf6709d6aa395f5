package io.papertrader.master.live;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/** The splits that are known of: a value that falls to a seventh by one is no doubtful one. */
final class KnownSplits {
    private final Function<AssetSymbol, List<CorporateAction>> actions;

    KnownSplits(Function<AssetSymbol, List<CorporateAction>> actions) {
        this.actions = actions;
    }

    /** The value of a share as it is on a day, where one as it was on another day had this. */
    Money valueOn(LocalDate day, AssetSymbol symbol, LocalDate before, Money value) {
        Money now = value;
        for (CorporateAction action : actions.apply(symbol)) {
            boolean isBetween =
                    action.exDate().isAfter(before) && !action.exDate().isAfter(day);
            if (isBetween && action.change() instanceof Change.Split(ShareRatio ratio)) {
                now = ratio.valueOfNew(now);
            }
        }
        return now;
    }
}
