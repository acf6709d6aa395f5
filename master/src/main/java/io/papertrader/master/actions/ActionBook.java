package io.papertrader.master.actions;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Corporate actions by their ex-dates: all of them, and those of each asset. */
public final class ActionBook {
    private final List<CorporateAction> all;
    private final Map<AssetSymbol, List<CorporateAction>> byAsset;

    /** Holds these. */
    public ActionBook(Collection<CorporateAction> actions) {
        this.all = actions.stream()
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
        this.byAsset = all.stream().collect(Collectors.groupingBy(CorporateAction::symbol));
    }

    /** All of them. */
    public List<CorporateAction> all() {
        return all;
    }

    /** Those of an asset. */
    public List<CorporateAction> of(AssetSymbol symbol) {
        return byAsset.getOrDefault(symbol, List.of());
    }
}
