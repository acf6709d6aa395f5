package io.papertrader.master.actions;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** A source of corporate actions. */
public interface ActionSource {
    /** Its name, in a few words. */
    String name();

    /**
     * All that it knows of listed assets, as they are to be applied to the prices that this master has; by their
     * ex-dates.
     */
    List<CorporateAction> actions();

    /** Those of one asset; asked for with each of its values. */
    List<CorporateAction> of(AssetSymbol symbol);

    /** Those of one asset, by all of these sources. */
    static Function<AssetSymbol, List<CorporateAction>> ofAll(List<ActionSource> sources) {
        return symbol ->
                sources.stream().flatMap(source -> source.of(symbol).stream()).toList();
    }

    /** Done when it knows what there is to know of the day of these values, which wait for it. */
    default Uni<Void> ready(AssetUpdate update) {
        return Uni.createFrom().voidItem();
    }
}
