package io.papertrader.master.live;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A stretch of time: from (inclusive) to (exclusive). */
public record Stretch(Instant from, Instant to) {
    /** The time of a market from the beginning of a date to that of another. */
    static Stretch of(LocalDate from, LocalDate to, ZoneId market) {
        return new Stretch(
                from.atStartOfDay(market).toInstant(), to.atStartOfDay(market).toInstant());
    }

    /** True where a moment lies in it. */
    public boolean has(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
