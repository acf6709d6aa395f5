package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.account.HashCrew.Terms;
import io.papertrader.master.account.HashQueue.Lane;
import io.papertrader.master.limits.Place;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A crew of one thread that rests nine times as long as a hash takes, and lets one wait for a second. */
class HashCrewTest {
    private static final Place ANN = new Place(new UUID(7, 7), "192.0.2.1");
    private static final Duration HASH = Duration.ofMillis(28);
    private static final Duration SLOW_HASH = Duration.ofMillis(350);

    private final AtomicLong now = new AtomicLong();
    private final BlockingQueue<Long> rests = new LinkedBlockingQueue<>();
    private final HashCrew crew =
            new HashCrew("test", new Terms(1, 100, Duration.ofSeconds(1), 9), now::get, rests::add);

    @AfterEach
    void stop() {
        crew.stop();
    }

    @Test
    void restsBehindEachHashInProportion() throws InterruptedException {
        hash(HASH).join();

        assertThat(rests.poll(60, TimeUnit.SECONDS))
                .isEqualTo(HASH.multipliedBy(9).toNanos());
    }

    @Test
    void restsForHalfOfThePatienceAtMost() throws InterruptedException {
        hash(SLOW_HASH).join();

        assertThat(rests.poll(60, TimeUnit.SECONDS))
                .isEqualTo(Duration.ofMillis(500).toNanos());
    }

    /** The rest has just begun: with it the second of those who ask now would be answered too late. */
    @Test
    void countsWhatIsLeftOfItsRest() throws InterruptedException {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        hash(SLOW_HASH).join();
        assertThat(rests.poll(60, TimeUnit.SECONDS)).isNotNull();
        CompletableFuture<Object> first = ask(gate);

        CompletableFuture<Object> second = ask(gate);
        now.addAndGet(Duration.ofMillis(500).toNanos());
        CompletableFuture<Object> third = ask(gate);

        assertThatThrownBy(second::join).hasCauseInstanceOf(PasswordHasher.Busy.class);
        gate.complete("hashed");
        assertThat(first.join()).isEqualTo("hashed");
        assertThat(third.join()).isEqualTo("hashed");
    }

    /** A hash is taken to last 50 ms, so that with its rest there are two in a second. */
    @Test
    void refusesWhatItCannotAnswerInTimeWithItsRests() {
        CompletableFuture<Object> gate = new CompletableFuture<>();
        CompletableFuture<Object> first = ask(gate);
        CompletableFuture<Object> second = ask(gate);

        CompletableFuture<Object> third = ask(gate);

        assertThatThrownBy(third::join)
                .cause()
                .isInstanceOfSatisfying(
                        PasswordHasher.Busy.class,
                        busy -> assertThat(PasswordHasher.Busy.isOfOthers(busy)).isFalse());
        gate.complete("hashed");
        assertThat(first.join()).isEqualTo("hashed");
        assertThat(second.join()).isEqualTo("hashed");
    }

    private CompletableFuture<Long> hash(Duration time) {
        return crew.inTurn(Lane.LOGIN, ANN, () -> now.addAndGet(time.toNanos())).subscribeAsCompletionStage();
    }

    private CompletableFuture<Object> ask(CompletableFuture<Object> gate) {
        return crew.inTurn(Lane.OTHER, ANN, gate::join).subscribeAsCompletionStage();
    }
}
