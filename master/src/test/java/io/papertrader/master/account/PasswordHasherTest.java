package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Awaited;
import io.papertrader.master.Desk;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Argon2Hash.Cost;
import io.papertrader.master.limits.Place;
import io.papertrader.node.limits.Pace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.subscription.Cancellable;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One thread, a hash that is taken to last 50 ms, and 100 ms until whoever asks gives up. */
class PasswordHasherTest {
    private static final HashedPass PASS = Desk.pass("secret");
    private static final Cost CHEAP = new Cost(64, 1, 1);
    private static final Place ANN = place(1);
    private static final Place BOB = place(2);

    private final AtomicLong now = new AtomicLong();
    private final HeldRandom random = new HeldRandom();
    private final PasswordHasher hasher =
            new PasswordHasher(random, now::get, new Settings(new Pace(100, Duration.ofSeconds(1))));

    private record Settings(Pace hashShare) implements AccountConfig {
        @Override
        public int hashThreads() {
            return 1;
        }

        @Override
        public int hashQueue() {
            return 10;
        }

        @Override
        public Duration hashPatience() {
            return Duration.ofMillis(100);
        }

        @Override
        public MemorySize hashMemory() {
            return new MemorySize(BigInteger.valueOf(128 * 1024));
        }

        @Override
        public int hashIterations() {
            return 1;
        }
    }

    /** A new hash begins with a salt, and that is not given out before the test says so. */
    private static final class HeldRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch gate = new CountDownLatch(1);
        private final AtomicInteger salts = new AtomicInteger();
        private final transient CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void nextBytes(byte[] bytes) {
            begun.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            salts.incrementAndGet();
            super.nextBytes(bytes);
        }
    }

    @AfterEach
    void stop() {
        random.gate.countDown();
        hasher.stop(new ShutdownEvent());
    }

    @Test
    void refusesAtOnceWhatCannotBeAnsweredInTimeAndSaysWhenToTryAgain() throws InterruptedException {
        CompletableFuture<PassHash> running = begin();
        CompletableFuture<PassHash> inTime = hash(ANN);

        CompletableFuture<PassHash> late = hash(ANN);

        assertThatThrownBy(late::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PasswordHasher.Busy.class,
                        busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofMillis(50)));
        random.gate.countDown();
        assertThat(running.join()).isNotNull();
        assertThat(inTime.join()).isNotNull();
    }

    @Test
    void doesNotHashWhatIsTooLateWhenItsTurnComes() throws InterruptedException {
        CompletableFuture<PassHash> running = begin();
        CompletableFuture<PassHash> waiting = hash(ANN);

        now.addAndGet(Duration.ofMillis(101).toNanos());
        random.gate.countDown();

        assertThatThrownBy(waiting::join).cause().isInstanceOf(PasswordHasher.Busy.class);
        assertThat(running.join()).isNotNull();
        assertThat(random.salts).hasValue(1);
    }

    @Test
    void doesNotHashWhatNobodyWaitsForAnyMore() throws InterruptedException {
        CompletableFuture<PassHash> running = begin();
        hasher.hash(PASS, ANN).subscribe().with(hashed -> {}).cancel();

        random.gate.countDown();

        running.join();
        hash(BOB).join();
        assertThat(random.salts).hasValue(2);
    }

    /** As when the link breaks over which it was asked: nothing cancels what may have begun to write. */
    @Test
    void doesNotHashForWhoeverHasGone() throws InterruptedException {
        CompletableFuture<PassHash> running = begin();
        Awaited link = new Awaited();
        CompletableFuture<PassHash> waiting = new CompletableFuture<>();
        hasher.hash(PASS, ANN).subscribe().with(link.context(), waiting::complete, waiting::completeExceptionally);

        link.end();
        random.gate.countDown();

        assertThatThrownBy(waiting::join).cause().isInstanceOf(PasswordHasher.Busy.class);
        running.join();
        hash(BOB).join();
        assertThat(random.salts).hasValue(2);
    }

    @Test
    void letsALoginGoBeforeARegistrationThatWaits() throws InterruptedException {
        CompletableFuture<PassHash> running = begin();
        CompletableFuture<PassHash> registration = hash(ANN);
        CompletableFuture<Boolean> login =
                hasher.verify(PASS, Optional.empty(), BOB, false).subscribeAsCompletionStage();
        CompletableFuture<Boolean> wasFirst = login.thenApply(right -> !registration.isDone());

        random.gate.countDown();

        assertThat(running.join()).isNotNull();
        assertThat(wasFirst.join()).isTrue();
        assertThat(registration.join()).isNotNull();
    }

    /** The prompt thread is at work for her neighbour; what she asks beyond her share does not wait behind that. */
    @Test
    void hashesBesideTheOthersWhatIsBeyondAPlacesShare() throws InterruptedException {
        PasswordHasher shared = sharing(new Pace(1, Duration.ofHours(1)));
        CompletableFuture<PassHash> neighbour = shared.hash(PASS, BOB).subscribeAsCompletionStage();
        random.begun.await();
        CompletableFuture<Boolean> within = verify(shared, Optional.empty());

        CompletableFuture<Boolean> beyond = verify(shared, Optional.empty());

        assertThat(beyond.join()).isFalse();
        assertThat(within).isNotDone();
        random.gate.countDown();
        assertThat(neighbour.join()).isNotNull();
        assertThat(within.join()).isFalse();
        shared.stop(new ShutdownEvent());
    }

    @Test
    void takesNothingFromAPlacesShareForARightPassword() throws InterruptedException {
        PasswordHasher shared = sharing(new Pace(1, Duration.ofHours(1)));
        Optional<PassHash> right =
                Optional.of(Argon2Hash.of(PASS, CHEAP, new byte[16]).text());
        assertThat(verify(shared, right).join()).isTrue();
        CompletableFuture<PassHash> neighbour = shared.hash(PASS, BOB).subscribeAsCompletionStage();
        random.begun.await();

        CompletableFuture<Boolean> next = verify(shared, right);

        assertThat(next).isNotDone();
        random.gate.countDown();
        assertThat(next.join()).isTrue();
        assertThat(neighbour.join()).isNotNull();
        shared.stop(new ShutdownEvent());
    }

    /** The thread is at work, and another login waits for it: nothing of hers could be made in time. */
    @Test
    void takesNothingFromAPlacesShareForWhatOthersLeaveNoTimeFor() throws InterruptedException {
        PasswordHasher shared = sharing(new Pace(1, Duration.ofHours(1)));
        CompletableFuture<PassHash> neighbour = shared.hash(PASS, BOB).subscribeAsCompletionStage();
        random.begun.await();
        Cancellable other = shared.verify(PASS, Optional.empty(), place(3), true)
                .subscribe()
                .with(right -> {});
        assertBusy(shared.hash(PASS, ANN).subscribeAsCompletionStage());
        assertBusy(verify(shared, Optional.empty()));
        other.cancel();

        CompletableFuture<Boolean> within = verify(shared, Optional.empty());

        assertThat(verify(shared, Optional.empty()).join()).isFalse();
        assertThat(within).isNotDone();
        random.gate.countDown();
        assertThat(neighbour.join()).isNotNull();
        assertThat(within.join()).isFalse();
        shared.stop(new ShutdownEvent());
    }

    private static void assertBusy(CompletableFuture<?> refused) {
        assertThatThrownBy(refused::join)
                .cause()
                .isInstanceOfSatisfying(
                        PasswordHasher.Busy.class,
                        busy -> assertThat(PasswordHasher.Busy.isOfOthers(busy)).isTrue());
    }

    @Test
    void takesNothingFromAPlacesShareForWhatIsHashedAnew() throws InterruptedException {
        PasswordHasher shared = sharing(new Pace(1, Duration.ofHours(1)));
        CompletableFuture<PassHash> anew = shared.hashAnew(PASS, ANN).subscribeAsCompletionStage();
        random.begun.await();

        assertThat(verify(shared, Optional.empty()).join()).isFalse();

        assertThat(anew).isNotDone();
        random.gate.countDown();
        assertThat(anew.join()).isNotNull();
        shared.stop(new ShutdownEvent());
    }

    /** She waits for the neighbour, whose hash is made at full speed, and not behind what strangers ask there. */
    @Test
    void takesNothingFromAPlacesShareForWhoIsKnownThere() throws InterruptedException {
        PasswordHasher shared = sharing(new Pace(1, Duration.ofHours(1)));
        CompletableFuture<PassHash> stranger = shared.hash(PASS, ANN).subscribeAsCompletionStage();
        random.begun.await();

        CompletableFuture<Boolean> known =
                shared.verify(PASS, Optional.empty(), ANN, true).subscribeAsCompletionStage();

        assertThat(verify(shared, Optional.empty()).join()).isFalse();
        assertThat(known).isNotDone();
        random.gate.countDown();
        assertThat(known.join()).isFalse();
        assertThat(stranger.join()).isNotNull();
        shared.stop(new ShutdownEvent());
    }

    @Test
    void blamesWhoeverAsksForMoreThanAShareAndNobodyElse() {
        PasswordHasher.Busy others = new PasswordHasher.Busy(Duration.ofSeconds(2), false);
        PasswordHasher.Busy own = new PasswordHasher.Busy(Duration.ofSeconds(2), true);

        assertThat(PasswordHasher.Busy.isOfOthers(others)).isTrue();
        assertThat(PasswordHasher.Busy.isOfOthers(own)).isFalse();
        assertThat(PasswordHasher.Busy.isOfOthers(new IllegalStateException())).isTrue();
        assertThat(PasswordHasher.Busy.refusal("Busy", others)).isEqualTo(refused(FailCode.UNAVAILABLE));
        assertThat(PasswordHasher.Busy.refusal("Busy", own)).isEqualTo(refused(FailCode.RATE_LIMITED));
    }

    private static Outcome<Object> refused(FailCode code) {
        return Outcome.refused(code, "Busy; try again in 2 seconds.");
    }

    private PasswordHasher sharing(Pace share) {
        return new PasswordHasher(random, now::get, new Settings(share));
    }

    private static CompletableFuture<Boolean> verify(PasswordHasher hasher, Optional<PassHash> stored) {
        return hasher.verify(PASS, stored, ANN, false).subscribeAsCompletionStage();
    }

    @Test
    void verifiesByWhatTheStoredTextSaysAndMakesCheaperOnesAnew() {
        PassHash cheap = Argon2Hash.of(PASS, CHEAP, new byte[16]).text();
        PassHash dear = Argon2Hash.of(PASS, new Cost(256, 3, 2), new byte[16]).text();

        assertThat(verify(cheap)).isTrue();
        assertThat(verify(dear)).isTrue();
        assertThat(hasher.verify(Desk.pass("wrong"), Optional.of(dear), ANN, false)
                        .await()
                        .indefinitely())
                .isFalse();
        assertThat(hasher.isOutdated(cheap)).isTrue();
        assertThat(hasher.isOutdated(dear)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$2b$12$abcdefghijklmnopqrstuv",
                "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void saysThatAFormIsUnreadableWithoutTellingIt(String stored) {
        assertThatThrownBy(() -> verify(new PassHash(stored)))
                .isInstanceOf(Argon2Hash.Unreadable.class)
                .hasMessageStartingWith("a stored password has a form that this master cannot read")
                .hasMessageNotContaining("AAAA")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("abcdef");
    }

    private boolean verify(PassHash stored) {
        return hasher.verify(PASS, Optional.of(stored), ANN, false).await().indefinitely();
    }

    /** The one thread is at work. */
    private CompletableFuture<PassHash> begin() throws InterruptedException {
        CompletableFuture<PassHash> running = hash(BOB);
        random.begun.await();
        return running;
    }

    private CompletableFuture<PassHash> hash(Place place) {
        return hasher.hash(PASS, place).subscribeAsCompletionStage();
    }

    private static Place place(int number) {
        return new Place(new UUID(7, 7), "192.0.2." + number);
    }
}
