package io.papertrader.master.replay;

import io.papertrader.master.asset.ReplaySpeed;
import io.papertrader.node.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The replay of recorded values. */
@ConfigMapping(prefix = "papertrader.replay")
public interface ReplayConfig {
    /**
     * A folder with recorded values of days, {@code symbol,date,open,high,low,close,volume}, or of minutes, {@code
     * symbol,time,open,high,low,close,volume}, in files that end in {@code .csv} or {@code .csv.gz}, also in folders
     * within it; where not set, those that ship with the master: 43 American shares from 2013-02-08 to 2018-02-07.
     */
    Optional<Path> folder();

    /**
     * The hours of assets whose line in the list names no class: {@code XNYS} (New York), or {@code ALWAYS} for a
     * market that never closes.
     */
    @WithDefault("XNYS")
    String calendar();

    /** The first day that is replayed; where not set, the first that has minutes, or the first behind the history. */
    Optional<LocalDate> from();

    /** The last day that is replayed; where not set, the last that is recorded. */
    Optional<LocalDate> until();

    /** Trading days before the first one that are stored as the past at the first start. */
    @WithConverter(PastDays.class)
    @WithDefault("300")
    int history();

    /**
     * The values that an update brings until the operator says otherwise ({@code papertrader admin market speed}):
     * {@code point}, one of the four that a daily bar tells of (the open, the nearer extreme, the other, the close);
     * {@code day}, its close; {@code minute}, a recorded minute. Where not set, {@code minute} where minutes are
     * recorded, else {@code point}.
     */
    Optional<ReplaySpeed> speed();

    /** The number of days of the past; with none there is no past at the first start. */
    final class PastDays extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public PastDays() {
            super(0, Integer.MAX_VALUE);
        }
    }
}
