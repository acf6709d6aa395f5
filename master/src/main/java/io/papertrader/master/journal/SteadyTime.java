package io.papertrader.master.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time at which the market decides; it does not go back by a little. */
final class SteadyTime {
    /** A clock that is set back by less stands still for so long, so that no deadline that has passed comes again. */
    private static final Duration SMALL_STEP_BACK = Duration.ofSeconds(5);

    private final InstantSource clock;
    private Instant last = Instant.EPOCH;

    SteadyTime(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (now.isAfter(last) || now.isBefore(last.minus(SMALL_STEP_BACK))) {
            last = now;
        }
        return last;
    }

    /** The master before, whose clock may be ahead, was there already. */
    void believe(Instant past) {
        last = past.isAfter(last) ? past : last;
    }
}
