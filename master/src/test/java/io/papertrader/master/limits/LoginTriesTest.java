package io.papertrader.master.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.limits.LoginTries.Try;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tries under the limits that a master has where nothing else is set. */
class LoginTriesTest {
    private static final UserName ANN = new UserName("ann");
    private static final Place HOME = place(1);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Limits limits = new Limits(Defaults.limits(), now::get, metrics);
    private final LoginTries tries = new LoginTries(limits);

    @Test
    void looksAtTenOfTwoHundredAndFiftyGuessesAtOnce() {
        assertThat(wrong(ANN, place(2), false, 250)).isEqualTo(10);
    }

    @Test
    void looksAtTenGuessesFromTenThousandAddressesWhileTheOwnerLogsInFromHers() {
        long lookedAt = IntStream.range(0, 10_000)
                .mapToLong(address -> wrong(ANN, place(100 + address), false, 1))
                .sum();

        assertThat(lookedAt).isEqualTo(10);
        assertThat(right(ANN, HOME, true)).isTrue();
        assertThat(tries.take(ANN, place(2), false))
                .isInstanceOfSatisfying(
                        Try.Refused.class,
                        refused -> assertThat(refused.tooOften().tryAgain()).isEqualTo("try again in 90 seconds"));
    }

    @Test
    void looksAtBoundedGuessesOfOneAddressAtAllAccounts() {
        long lookedAt = IntStream.range(0, 10_000)
                .mapToLong(number -> wrong(new UserName("user-" + number), HOME, false, 1))
                .sum();

        assertThat(lookedAt).isEqualTo(150);
        assertThat(right(new UserName("pupil"), HOME, true)).isTrue();
        assertThat(right(new UserName("other"), place(2), false)).isTrue();
    }

    /** OWASP ASVS: at most a hundred an hour on one account, whoever guesses. */
    @Test
    void looksAtAHundredGuessesAnHourAtMost() {
        long lookedAt = 0;
        for (int second = 0; second < 3_600; second++) {
            lookedAt += wrong(ANN, HOME, true, 1) + wrong(ANN, place(2 + second), false, 1);
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }

        assertThat(lookedAt).isBetween(95L, 100L);
    }

    @Test
    void letsThirtyPupilsBehindOneAddressInWithTheirTypos() {
        for (int pupil = 0; pupil < 30; pupil++) {
            UserName name = new UserName("pupil-" + pupil);
            assertThat(wrong(name, HOME, false, 3)).isEqualTo(3);
            assertThat(right(name, HOME, false)).isTrue();
        }
    }

    @Test
    void countsNothingThatWasRight() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(right(ANN, HOME, i > 0)).isTrue();
        }
        assertThat(limits.empty()).isEmpty();
    }

    @Test
    void hearsOneMoreWhenItsTimeIsOver() {
        wrong(ANN, HOME, true, 11);

        now.addAndGet(Duration.ofSeconds(89).toNanos());
        assertThat(wrong(ANN, HOME, true, 1)).isZero();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(wrong(ANN, HOME, true, 2)).isEqualTo(1);
    }

    @Test
    void showsWhoWaitsAndForgetsWhatWasCountedAgainstThem() {
        wrong(ANN, place(2), false, 11);
        wrong(new UserName("bob"), place(3), true, 11);

        assertThat(limits.empty())
                .extracting(Limits.Empty::kind, Limits.Empty::who)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(Kind.LOGIN, "ann from " + place(2)),
                        org.assertj.core.groups.Tuple.tuple(Kind.LOGIN_BY_ACCOUNT, "ann"),
                        org.assertj.core.groups.Tuple.tuple(Kind.LOGIN, "bob from " + place(3)));
        assertThat(metrics.counter("papertrader.limits.refused", "kind", "login")
                        .count())
                .isEqualTo(2);

        limits.clear("ann");
        assertThat(limits.empty()).extracting(Limits.Empty::who).isEqualTo(List.of("bob from " + place(3)));
        limits.clear("192.0.2.3");
        assertThat(limits.empty()).isEmpty();
    }

    /** The number of so many wrong ones that are looked at. */
    private int wrong(UserName name, Place place, boolean isKnown, int times) {
        int lookedAt = 0;
        for (int i = 0; i < times; i++) {
            lookedAt += tries.take(name, place, isKnown) instanceof Try.Counted ? 1 : 0;
        }
        return lookedAt;
    }

    private boolean right(UserName name, Place place, boolean isKnown) {
        if (tries.take(name, place, isKnown) instanceof Try.Counted counted) {
            tries.giveBack(counted);
            return true;
        }
        return false;
    }

    private static Place place(int number) {
        return new Place(new UUID(7, 7), "192.0." + (2 + number / 250) + "." + number % 250);
    }
}
