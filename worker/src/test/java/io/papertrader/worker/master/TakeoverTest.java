package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A worker whose master fails while another stands by: with the usual settings it is linked again within five seconds.
 */
class TakeoverTest {
    private static final WorkerAddress LEADER = new WorkerAddress("leader.example", 2048);
    private static final WorkerAddress STANDBY = new WorkerAddress("standby.example", 2048);
    private static final WorkerAddress ELSEWHERE = new WorkerAddress("elsewhere.example", 2048);

    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(3);
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final Duration HANDSHAKE = Duration.ofMillis(200);
    private static final Duration BEFORE = Duration.ofSeconds(60);

    /** The longest that a standby needs to lead: the lease, its next try, and what it reads before it listens. */
    private static final Duration STANDBY_LEADS = Duration.ofSeconds(4);

    private static final int RUNS = 1_000;

    /** The ways in which a master fails. */
    enum Failure {
        /** Its connections end, and its machine takes no new ones. */
        KILLED,
        /** Its machine takes connections, and nobody answers. */
        FROZEN,
        /** Nothing comes back from where it was. */
        CUT_OFF
    }

    /** One run. */
    private static final class Run {
        private final VirtualTime time = new VirtualTime();
        private final Failure failure;
        private final Random random;
        private final Pulse pulse = new Pulse(SILENCE, LOOK);
        private final List<Duration> losses = new ArrayList<>();
        private final List<Duration> links = new ArrayList<>();
        private final Search<WorkerAddress> search;
        private boolean isUp = true;

        Run(Failure failure, long seed) {
            this.failure = failure;
            this.random = new Random(seed);
            this.search = new Search<>(
                    List.of(LEADER, ELSEWHERE, STANDBY),
                    () -> new RetryPauses(Duration.ofMillis(100), Duration.ofSeconds(10), random),
                    time,
                    time,
                    this::goTo,
                    late -> {});
        }

        /** The time since the failure. */
        private Duration age() {
            return time.now().minus(BEFORE);
        }

        private boolean hasFailed() {
            return !age().isNegative();
        }

        Run run() {
            pulse.begin();
            // The failure comes at any moment between two looks.
            time.after(Duration.ofMillis(random.nextInt(250)), () -> time.every(LOOK, this::look));
            if (failure == Failure.KILLED) {
                time.after(BEFORE, this::lose);
            }
            time.runUntil(BEFORE.plusSeconds(20));
            return this;
        }

        private void look() {
            if (isUp && links.isEmpty()) {
                if (pulse.look(time.nanos()) && !hasFailed()) {
                    time.after(ROUND_TRIP, this::answered);
                }
                if (pulse.isLost()) {
                    lose();
                }
            }
        }

        private void answered() {
            if (!hasFailed()) {
                pulse.answered();
            }
        }

        private void lose() {
            isUp = false;
            losses.add(age());
            search.begin(found -> links.add(age()));
        }

        private Future<WorkerAddress> goTo(WorkerAddress master) {
            if (master.equals(STANDBY)) {
                return age().compareTo(STANDBY_LEADS) < 0 ? refused() : in(HANDSHAKE, Future.succeededFuture(master));
            }
            return master.equals(LEADER) && failure == Failure.KILLED
                    ? refused()
                    : in(UNTIL_GIVEN_UP, Future.failedFuture("no answer"));
        }

        private static Future<WorkerAddress> refused() {
            return Future.failedFuture("connection refused");
        }

        private Future<WorkerAddress> in(Duration wait, Future<WorkerAddress> outcome) {
            Promise<WorkerAddress> promise = Promise.promise();
            time.after(wait, () -> promise.handle(outcome));
            return promise.future();
        }
    }

    private static void inManyRuns(Failure failure, Consumer<Run> check) {
        for (long seed = 0; seed < RUNS; seed++) {
            Run run = new Run(failure, seed).run();
            assertThat(run).as("seed %d", seed).satisfies(check::accept);
        }
    }

    @ParameterizedTest
    @EnumSource
    void linksAgainWithinFiveSeconds(Failure failure) {
        inManyRuns(
                failure,
                run -> assertThat(run.links)
                        .singleElement()
                        .satisfies(link -> assertThat(link).isBetween(STANDBY_LEADS, Duration.ofSeconds(5))));
    }

    @ParameterizedTest
    @EnumSource
    void givesUpNoLinkBeforeItsMasterFails(Failure failure) {
        inManyRuns(
                failure,
                run -> assertThat(run.losses)
                        .singleElement()
                        .satisfies(
                                loss -> assertThat(loss).isBetween(Duration.ZERO, SILENCE.plus(LOOK.multipliedBy(2)))));
    }
}
