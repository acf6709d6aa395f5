package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private static final Duration RETURN_AFTER = Duration.ofMinutes(5);

    private Instant now = Instant.parse("2026-01-01T09:00:00Z");
    private final Failover failover = new Failover(List.of("first", "second"), 3, RETURN_AFTER, now);

    @Test
    void leavesAProviderThatFailsSeveralTimesInARow() {
        fail("first", 2);
        failover.worked("first", now);
        fail("first", 2);
        assertThat(failover.serving()).isEqualTo("first");

        fail("first", 1);

        assertThat(failover.serving()).isEqualTo("second");
        assertThat(failover.since()).isEqualTo(now);
    }

    @Test
    void goesBackOnlyToOneThatHasBeenWellForSomeTime() {
        fail("first", 3);

        failover.worked("first", now);
        now = now.plus(RETURN_AFTER.minusSeconds(1));
        failover.worked("first", now);
        assertThat(failover.serving()).isEqualTo("second");

        now = now.plusSeconds(1);
        failover.worked("first", now);
        assertThat(failover.serving()).isEqualTo("first");
    }

    @Test
    void oneThatIsWellAndIllByTurnsDoesNotTurnValuesWithIt() {
        fail("first", 3);

        for (int turn = 0; turn < 100; turn++) {
            now = now.plus(RETURN_AFTER.dividedBy(2));
            failover.worked("first", now);
            failover.worked("second", now);
            now = now.plusSeconds(10);
            fail("first", 1);
            assertThat(failover.serving()).isEqualTo("second");
        }
    }

    @Test
    void looksAtABetterOneNowAndThen() {
        assertThat(failover.toLookAt(now)).isEmpty();
        fail("first", 3);

        assertThat(failover.toLookAt(now)).isEmpty();
        now = now.plus(RETURN_AFTER);
        assertThat(failover.toLookAt(now)).containsExactly("first");
        failover.worked("first", now);
        assertThat(failover.toLookAt(now)).isEmpty();
    }

    @Test
    void goesRoundWhereAllFail() {
        fail("first", 3);
        fail("second", 3);

        assertThat(failover.serving()).isEqualTo("first");
        assertThat(failover.health("second").failures())
                .as("it has not become well")
                .isEqualTo(3);
        fail("first", 2);
        assertThat(failover.serving()).as("it has its tries again").isEqualTo("first");
    }

    @Test
    void staysWithTheOnlyOne() {
        Failover alone = new Failover(List.of("first"), 3, RETURN_AFTER, now);
        for (int failure = 0; failure < 10; failure++) {
            alone.failed("first", now, "away");
        }

        assertThat(alone.serving()).isEqualTo("first");
        assertThat(alone.health("first").lastFailure()).isEqualTo("away");
    }

    private void fail(String provider, int times) {
        for (int failure = 0; failure < times; failure++) {
            failover.failed(provider, now, "away");
        }
    }
}
