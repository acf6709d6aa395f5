package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;

/** The way to the value of an asset that is not retrieved with each update. */
public interface OnDemand {
    /**
     * Done when the asset's value was asked for lately, or cannot be had soon; never fails. However many ask at once,
     * its provider is asked once.
     */
    Uni<Void> fresh(AssetSymbol symbol);
}
