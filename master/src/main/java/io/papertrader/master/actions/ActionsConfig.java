package io.papertrader.master.actions;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** Corporate actions: splits, dividends, other symbols, delistings. */
@ConfigMapping(prefix = "papertrader.actions")
public interface ActionsConfig {
    /**
     * A CSV file of corporate actions, {@code id,symbol,ex_date,type,new_per_old,cash,new_symbol}; where not set, the
     * file {@code actions.csv} in the folder of recorded values, if there is one.
     */
    Optional<Path> file();

    /**
     * True where the dividends that ship with the master are paid in a replay of the prices that ship, if no file is
     * named: those of AAPL, BAC and IBM.
     */
    @WithDefault("true")
    boolean shipped();

    /**
     * {@code raw} where prices are as they were traded, {@code split-adjusted} where splits are in them already and are
     * not to be applied again. Has to be said where the file has splits.
     */
    Optional<Series> series();

    /**
     * The day as of which prices are split-adjusted: later splits are applied. Where not set, all splits of the file
     * are in them.
     */
    Optional<LocalDate> adjustedOn();

    /** The effect that splits have had on prices. */
    enum Series {
        /** Prices as they were traded. */
        RAW,
        /** Prices of shares as they are on a later day. */
        SPLIT_ADJUSTED
    }
}
