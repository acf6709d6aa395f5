package io.papertrader.master.replay;

import io.papertrader.master.asset.RefusedRows;
import io.papertrader.vocabulary.AssetSymbol;
import org.jboss.logging.Logger;

/** Recorded rows that are not replayed: each is named in the log, and told to the operator. */
final class LeftOutRows {
    private static final Logger LOG = Logger.getLogger(LeftOutRows.class);
    private static final String SOURCE = "replay";

    private final RefusedRows refused;

    LeftOutRows(RefusedRows refused) {
        this.refused = refused;
    }

    void add(AssetSymbol symbol, String why) {
        add(symbol, 1, why);
    }

    /** Several rows at once. */
    void add(AssetSymbol symbol, long rows, String why) {
        LOG.warn(why);
        refused.addBars(symbol, SOURCE, rows, why);
    }
}
