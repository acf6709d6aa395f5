package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.Mock;
import io.vertx.core.Context;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The real time, or so much later. */
@Mock
@Singleton
public class TestClock implements InstantSource {
    private final AtomicReference<Gate> gate = new AtomicReference<>();
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        Gate next = gate.get();
        if (next != null && !Context.isOnEventLoopThread() && next.isFor() && gate.compareAndSet(next, null)) {
            next.pass();
        }
        return InstantSource.system().instant().plus(ahead);
    }

    /** A clock that is later by this much, until closed. */
    public Later later(Duration duration) {
        ahead = duration;
        return () -> ahead = Duration.ZERO;
    }

    /** Holds this class when it asks next, and nobody else; event loops are never held. */
    public Gate holdNext(Class<?> caller) {
        Gate held = new Gate(caller);
        gate.set(held);
        return held;
    }

    /** A gate at which one caller waits for the time. */
    public static final class Gate {
        private final Class<?> caller;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        private Gate(Class<?> caller) {
            this.caller = caller;
        }

        private boolean isFor() {
            return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                    .walk(frames -> frames.anyMatch(frame -> frame.getDeclaringClass() == caller));
        }

        public void awaitReached() throws InterruptedException {
            assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
        }

        public void open() {
            opened.countDown();
        }

        private void pass() {
            reached.countDown();
            try {
                assertThat(opened.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A while in the future. */
    public interface Later extends AutoCloseable {
        @Override
        void close();
    }
}
