package io.papertrader.master.live;

import java.time.Instant;

/** A stretch of time: from (inclusive) to (exclusive). */
public record Stretch(Instant from, Instant to) {
    /** True where a moment lies in it. */
    public boolean has(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }
}
