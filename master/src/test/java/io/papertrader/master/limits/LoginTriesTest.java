package io.papertrader.master.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.SessionName;
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
                        refused -> assertThat(refused.reason())
                                .isEqualTo("Too many failed logins; try again in 90 seconds."));
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

    /** Whoever logs in rightly is no guesser, and takes nothing from those whose tries are counted as wrong. */
    @Test
    void countsNothingThatWasRightAsWrong() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(right(ANN, HOME, i > 0)).isTrue();
            now.addAndGet(Duration.ofSeconds(5).toNanos());
        }
        assertThat(limits.empty()).isEmpty();
    }

    /** Each takes a hash and a session, by whomever and from wherever. */
    @Test
    void letsAnAccountInSixtyTimesAtOnceAndTwelveTimesAMinute() {
        assertThat(IntStream.range(0, 1_000).filter(number -> right(ANN, place(number), true)))
                .hasSize(60);

        assertThat(tries.take(ANN, place(2), false))
                .isInstanceOfSatisfying(
                        Try.Refused.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo("Too many logins of this account; try again in 5 seconds."));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(IntStream.range(0, 1_000).filter(number -> right(ANN, place(number), false)))
                .hasSize(12);
        assertThat(right(new UserName("bob"), HOME, true)).isTrue();
    }

    @Test
    void letsTheOwnerInOnHerDeviceWhileSomethingElseLogsInWithoutEnd() {
        for (int number = 0; number < 1_000; number++) {
            right(ANN, place(number), true);
        }

        assertThat(rightOnDevice(1_000)).isEqualTo(60);
        assertThat(right(ANN, HOME, true)).isFalse();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(rightOnDevice(1_000)).isOne();
    }

    /** Wrong ones, and those that nobody looked at, are no logins: they keep the owner from none of hers. */
    @Test
    void countsNothingThatWasNotRightAsALogin() {
        for (int number = 0; number < 1_000; number++) {
            wrong(ANN, place(number), true, 1);
            if (tries.take(ANN, place(number), true) instanceof Try.Counted counted) {
                tries.notLookedAt(counted);
            }
        }

        assertThat(right(ANN, HOME, true)).isTrue();
        assertThat(limits.empty()).isEmpty();
    }

    /** The number of so many logins on devices, each remembered by another session, that are looked at. */
    private long rightOnDevice(int times) {
        return IntStream.range(0, times)
                .filter(number -> isRight(tries.takeInSession(ANN, new SessionName("%016x".formatted(number)))))
                .count();
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
            if (tries.take(name, place, isKnown) instanceof Try.Counted counted) {
                tries.wrong(counted);
                lookedAt++;
            }
        }
        return lookedAt;
    }

    private boolean right(UserName name, Place place, boolean isKnown) {
        return isRight(tries.take(name, place, isKnown));
    }

    private boolean isRight(Try decision) {
        if (decision instanceof Try.Counted counted) {
            tries.right(counted);
            return true;
        }
        return false;
    }

    private static Place place(int number) {
        return new Place(new UUID(7, 7), "192.0." + (2 + number / 250) + "." + number % 250);
    }
}
