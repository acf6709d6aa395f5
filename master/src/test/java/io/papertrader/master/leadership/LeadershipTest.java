package io.papertrader.master.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Await;
import io.papertrader.master.leadership.Masters.Master;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two masters on one database of their own, each with its own connection as its own process would have. */
class LeadershipTest {
    private static final long LIMIT_SECONDS = Masters.LIMIT.toSeconds();

    /** The lease as it is by default. */
    private static final Duration USUAL = Duration.ofSeconds(3);

    private static final Duration SHORT = Duration.ofSeconds(1);

    private Masters masters;
    private Master first;
    private Master second;

    @BeforeEach
    void makeDatabase() throws Exception {
        masters = new Masters();
        first = masters.add();
        second = masters.add();
    }

    @AfterEach
    void closeAll() {
        masters.close();
    }

    @Test
    void firstMasterLeadsAtOnce() {
        assertThat(first.leadership().isHeld()).isFalse();
        assertThat(first.leadership().epoch()).isZero();
        assertThat(first.gauge()).isZero();

        long epoch = first.acquire();

        assertThat(epoch).isEqualTo(1).isEqualTo(first.leadership().epoch());
        assertThat(first.leadership().isHeld()).isTrue();
        assertThat(first.leadership().isStandby()).isFalse();
        assertThat(first.gauge()).isEqualTo(1);
    }

    @Test
    void secondMasterWaitsAndTakesOverWithALaterEpoch() throws Exception {
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();
        Await.until(second.leadership()::isStandby);
        assertThat(waiting).isNotDone();
        assertThat(second.leadership().isHeld()).isFalse();
        assertThat(second.gauge()).isZero();

        first.release();

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.leadership().isHeld()).isTrue();
        assertThat(second.leadership().isStandby()).isFalse();
        assertThat(first.leadership().isHeld()).isFalse();
        assertThat(first.leadership().epoch()).isZero();
        assertThat(first.exits()).isEmpty();
    }

    @Test
    void epochGrowsWithEachTakeover() {
        for (int takeover = 1; takeover <= 5; takeover++) {
            Master next = takeover % 2 == 0 ? second : first;
            assertThat(next.acquire()).isEqualTo(takeover);
            next.release();
        }
    }

    @Test
    void leaderIsConfirmedAtOnceWithinItsLease() {
        first.acquire();
        first.road().freeze();
        masters.pass(Lease.UNREACHED.minusNanos(1));

        assertThat(first.leadership().confirmed().subscribeAsCompletionStage()).isCompleted();
        assertThat(second.leadership().confirmed().subscribeAsCompletionStage())
                .failsWithin(Masters.LIMIT)
                .withThrowableThat()
                .withCauseInstanceOf(LostLeadership.class);
    }

    @Test
    void leaderAsksWhereItsLeaseMayBeOver() {
        first.acquire();
        masters.pass(Masters.LONG);

        first.leadership().confirmed().await().atMost(Masters.LIMIT);

        assertThat(first.exits()).isEmpty();
    }

    /** Postgres may have given up a master that it cannot reach by then, and another one may lead. */
    @Test
    void leaderOfALongLeaseAsksWhereItMayBeCutOff() {
        first.acquire();
        first.road().freeze();
        masters.pass(Lease.UNREACHED);

        CompletableFuture<Void> confirmed = first.leadership().confirmed().subscribeAsCompletionStage();

        assertThat(confirmed).isNotDone();
        first.road().close();
        assertThat(confirmed).failsWithin(Masters.LIMIT);
        Await.until(() -> first.exits().equals(List.of(3)));
    }

    @Test
    void leaderThatIsFrozenIsNotConfirmedWhenItsLeaseIsOver() {
        first = masters.add(USUAL);
        first.acquire();
        first.road().freeze();
        masters.pass(USUAL);

        CompletableFuture<Void> confirmed = first.leadership().confirmed().subscribeAsCompletionStage();

        assertThat(confirmed).failsWithin(Masters.LIMIT);
        assertThat(first.exits()).containsExactly(3);
    }

    @Test
    void leaderWrites() throws Exception {
        first.acquire();

        assertThat(first.write("money")).isEqualTo("money");

        assertThat(masters.written()).containsExactly("money");
    }

    @Test
    void masterThatDoesNotLeadCannotWrite() throws Exception {
        first.acquire();

        assertThatThrownBy(() -> second.write("money")).isInstanceOf(LostLeadership.class);

        assertThat(masters.written()).isEmpty();
    }

    @Test
    void writeThatFailsLeavesNothingAndTheNextOneStands() throws Exception {
        first.acquire();

        assertThatThrownBy(() -> first.leadership()
                        .write(List.of(
                                Masters.insert("half"),
                                new Statement("SELECT 1 / 0", Masters.NOTHING),
                                Masters.insert("other half")))
                        .await()
                        .atMost(Masters.LIMIT))
                .hasMessageContaining("division by zero");
        assertThatThrownBy(() -> first.leadership()
                        .write(List.of(Masters.insert("half"), new Statement("SELECT nonsense", Masters.NOTHING)))
                        .await()
                        .atMost(Masters.LIMIT))
                .hasMessageContaining("nonsense");
        first.write("whole");

        assertThat(masters.written()).containsExactly("whole");
    }

    @Test
    void writersTakeTurns() throws Exception {
        first.acquire();
        CompletableFuture<?> one = first.leadership()
                .write(List.of(Masters.sleep(0.5), Masters.insert("one")))
                .subscribeAsCompletionStage();

        CompletableFuture<?> two =
                first.leadership().write(List.of(Masters.insert("two"))).subscribeAsCompletionStage();
        two.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(one).isCompleted();
        assertThat(masters.written()).containsExactly("one", "two");
    }

    @Test
    void releaseLetsTheWriteUnderWayEnd() throws Exception {
        first.acquire();
        CompletableFuture<?> writing = first.leadership()
                .write(List.of(Masters.insert("last"), Masters.sleep(0.5)))
                .subscribeAsCompletionStage();

        CompletableFuture<Void> released = first.leadership().release().subscribeAsCompletionStage();
        released.get(LIMIT_SECONDS, TimeUnit.SECONDS);

        assertThat(writing).isCompleted();
        assertThat(masters.written()).containsExactly("last");
        assertThatThrownBy(() -> first.write("later")).isInstanceOf(LostLeadership.class);
        assertThat(second.acquire()).isEqualTo(2);
    }

    @Test
    void leaderThatIsFrozenLosesTheLockAndEndsWhenItWakes() throws Exception {
        first = masters.add(USUAL);
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();

        first.road().freeze();

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.write("money")).isEqualTo("money");
        Await.until(() -> first.exits().equals(List.of(3)));
        assertThatThrownBy(() -> first.write("late")).isInstanceOf(LostLeadership.class);
        assertThat(masters.written()).containsExactly("money");
    }

    /** All of the write was sent before: it comes to its end, and then the session is silent. */
    @Test
    void leaderThatIsFrozenInTheMiddleOfAWriteLosesTheLockToo() throws Exception {
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();
        try (Masters.HeldUp write = masters.holdUp()) {
            first.leadership()
                    .write(List.of(Masters.endAfterSilence(SHORT), Masters.insert("whole"), write.statement()))
                    .subscribe()
                    .with(done -> {}, failure -> {});
            Await.until(() -> masters.isRunning(write.statement().sql()));
            first.road().freeze();
        }

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        first.road().close();
        Await.until(() -> first.exits().equals(List.of(3)));
        assertThat(masters.written()).containsExactly("whole");
    }

    @Test
    void leaderThatIsGoneInTheMiddleOfALongStatementLosesTheLockToo() throws Exception {
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();
        first.leadership().write(List.of(Masters.sleep(600))).subscribe().with(done -> {}, failure -> {});
        Await.until(() -> masters.isRunning(Masters.sleep(600).sql()));

        first.road().close();

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        Await.until(() -> first.exits().equals(List.of(3)));
    }

    @Test
    void leaderWhoseConnectionEndsEndsAtOnceAndWritesNothingMore() throws Exception {
        first.acquire();

        masters.run("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");

        Await.until(() -> first.exits().equals(List.of(3)));
        assertThat(first.leadership().isHeld()).isFalse();
        assertThat(first.gauge()).isZero();
        assertThatThrownBy(() -> first.write("late")).isInstanceOf(LostLeadership.class);
        assertThat(second.acquire()).isEqualTo(2);
    }

    @Test
    void leaderWhoseSessionDoesNotHoldTheLockEnds() throws Exception {
        first.acquire();

        first.leadership()
                .write(List.of(new Statement("SELECT pg_advisory_unlock_all()", Masters.NOTHING)))
                .await()
                .atMost(Masters.LIMIT);

        Await.until(() -> first.exits().equals(List.of(3)));
        assertThat(second.acquire()).isEqualTo(2);
    }

    @Test
    void writeLongerThanTheLeaseKeepsIt() throws Exception {
        first = masters.add(USUAL);
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();

        first.leadership()
                .write(List.of(Masters.endAfterSilence(SHORT), Masters.sleep(4), Masters.endAfterSilence(Masters.LONG)))
                .await()
                .atMost(Masters.LIMIT);

        assertThat(first.write("after")).isEqualTo("after");
        assertThat(first.exits()).isEmpty();
        assertThat(waiting).isNotDone();
        first.release();
        waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void standbyWaitsForADatabaseThatIsAway() throws Exception {
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();
        Await.until(second.leadership()::isStandby);

        second.road().close();
        Await.until(second.database()::isWaiting);
        assertThat(second.leadership().isStandby()).isFalse();
        second.road().open();
        Await.until(second.leadership()::isStandby);
        assertThat(second.database().isWaiting()).isFalse();
        assertThat(waiting).isNotDone();
        first.release();

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(2);
        assertThat(second.exits()).isEmpty();
    }

    @Test
    void masterWaitsForADatabaseThatIsAwayWhenItStarts() throws Exception {
        first.road().close();
        CompletableFuture<Long> waiting = first.begin();
        Await.until(first.database()::isWaiting);
        assertThat(waiting).isNotDone();

        first.road().open();

        assertThat(waiting.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(first.database().isWaiting()).isFalse();
        assertThat(first.exits()).isEmpty();
    }

    /** However long its lease: it says soon that it waits, and tries again. */
    @Test
    void masterWaitsForADatabaseThatIsSilentWhenItStarts() throws Exception {
        first = masters.add(Duration.ofHours(1));
        first.road().freeze();

        CompletableFuture<Long> waiting = first.begin();

        Await.until(first.database()::isWaiting);
        assertThat(waiting).isNotDone();
    }

    @Test
    void doesNotLeadBehindAPoolerThatGivesItASessionOfAnother() {
        Master pooled = masters.addPooled();

        assertThatThrownBy(pooled::acquire).isInstanceOf(PoolerInBetween.class).matches(PoolerInBetween::refused);

        assertThat(pooled.leadership().isHeld()).isFalse();
        assertThat(first.acquire()).isEqualTo(1);
    }

    @Test
    void doesNotLeadBehindAPoolerThatForgetsTheSettingsOfTheSession() {
        Master pooled = masters.addForgetful();

        assertThatThrownBy(pooled::acquire).isInstanceOf(PoolerInBetween.class);

        assertThat(first.acquire()).isEqualTo(1);
    }

    @Test
    void knowsHowPgBouncerRefuses() {
        assertThat(PoolerInBetween.refused(
                        new PgException("unsupported startup parameter: idle_session_timeout", "FATAL", "08P01", "")))
                .isTrue();
        assertThat(PoolerInBetween.refused(new PgException("no such database", "FATAL", "3D000", "")))
                .isFalse();
    }

    @Test
    void standbyThatStopsNeverLeads() throws Exception {
        first.acquire();
        CompletableFuture<Long> waiting = second.begin();
        Await.until(second.leadership()::isStandby);

        second.release();
        first.release();

        assertThat(waiting).failsWithin(Masters.LIMIT).withThrowableThat().withCauseInstanceOf(LostLeadership.class);
        assertThat(second.leadership().isHeld()).isFalse();
        assertThat(first.acquire()).isEqualTo(2);
    }

    @Test
    void releaseWithoutTheLockDoesNothing() {
        first.acquire();

        second.release();

        assertThat(first.leadership().isHeld()).isTrue();
        assertThat(second.leadership().isHeld()).isFalse();
    }

    /** A migration may take longer than a session may be silent; nobody else takes the lock meanwhile. */
    @Test
    void keepsTheLockWhileSomethingIsDoneUnderIt() throws Exception {
        CompletableFuture<Void> work = new CompletableFuture<>();
        CompletableFuture<Long> leading = first.leadership()
                .acquire(() -> Uni.createFrom().completionStage(work), () -> {})
                .subscribeAsCompletionStage();

        String early = masters.signOfLifeAfter("");
        masters.signOfLifeAfter(masters.signOfLifeAfter(early));

        assertThat(leading).isNotDone();
        work.complete(null);
        assertThat(leading.get(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(first.leadership().isHeld()).isTrue();
        assertThat(first.exits()).isEmpty();
    }
}
