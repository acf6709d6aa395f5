package io.papertrader.master.live;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The delistings that are known of, also those of before the network began. */
final class Delistings {
    private final Function<AssetSymbol, List<CorporateAction>> actions;

    Delistings(Function<AssetSymbol, List<CorporateAction>> actions) {
        this.actions = actions;
    }

    /** The first day on which a share was not traded any more. */
    Optional<LocalDate> of(AssetSymbol symbol) {
        return actions.apply(symbol).stream()
                .filter(action -> action.change() instanceof Change.Delisting)
                .map(CorporateAction::exDate)
                .max(Comparator.naturalOrder());
    }
}
