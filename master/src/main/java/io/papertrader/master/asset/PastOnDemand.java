package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** The way to values of the past that are not stored. */
public interface PastOnDemand {
    /**
     * Done when the bars of these dates of the asset's market are stored, as far as they can be had, or cannot be had
     * soon; never fails. However many ask, its provider is asked once.
     */
    Uni<Void> cover(AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last);
}
