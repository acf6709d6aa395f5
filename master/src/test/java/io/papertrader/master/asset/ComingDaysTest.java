package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComingDaysTest {
    private static final ComingDays NEW_YORK =
            new ComingDays(new Calendars().named("XNYS", "a test"), ZoneId.of("America/New_York"), 366);

    /** Friday in New York, Saturday in UTC. */
    private static final Instant FRIDAY_EVENING = Instant.parse("2026-01-10T00:30:00Z");

    @Test
    void countsFromTheDayOfTheLatestValueInTheMarketsTime() {
        assertThat(NEW_YORK.closes(FRIDAY_EVENING, AsOf.parse("2026-01-13")))
                .isEqualTo(Outcome.done(
                        List.of(Instant.parse("2026-01-12T21:00:00Z"), Instant.parse("2026-01-13T21:00:00Z"))));
        assertThat(NEW_YORK.closes(FRIDAY_EVENING, AsOf.parse("2026-01-10")))
                .isEqualTo(Outcome.refused(
                        FailCode.BAD_ARGUMENT,
                        "date must be that of a trading day, or behind one: none follows the latest value, of"
                                + " 2026-01-09, until 2026-01-10."));
        assertThat(NEW_YORK.closes(FRIDAY_EVENING, AsOf.parse("2026-01-09")))
                .isEqualTo(Outcome.refused(
                        FailCode.BAD_ARGUMENT,
                        "date must lie 1 to 366 days after the latest value, which is of 2026-01-09."));
    }

    @Test
    void takesAMomentForItsDayInTheMarketsTime() {
        assertThat(NEW_YORK.closes(FRIDAY_EVENING, AsOf.parse("2026-01-13T01:00:00Z")))
                .isEqualTo(Outcome.done(List.of(Instant.parse("2026-01-12T21:00:00Z"))));
    }
}
