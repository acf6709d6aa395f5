package io.papertrader.master.asset;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The length of a bar of the past. */
public enum Resolution {
    /** A minute. */
    MINUTE,
    /** A trading day. */
    DAY;

    /** The first date whose bars are kept: what was before would go at once. */
    public LocalDate keptFrom(AssetConfig config, Instant now) {
        return switch (this) {
            case MINUTE -> begin(PartedTable.MINUTES, now, config.keepMinutes());
            case DAY -> begin(PartedTable.DAYS, now, config.keepDays());
        };
    }

    private static LocalDate begin(PartedTable table, Instant now, Duration keep) {
        return table.begin(LocalDate.ofInstant(now.minus(keep), ZoneOffset.UTC));
    }
}
