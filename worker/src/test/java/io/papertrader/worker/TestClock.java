package io.papertrader.worker;

import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The real time, or so much later. */
@Mock
@Singleton
public class TestClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return InstantSource.system().instant().plus(ahead);
    }

    Duration ahead() {
        return ahead;
    }

    /** A clock that is later by this much, until closed. */
    public Later later(Duration duration) {
        ahead = duration;
        return () -> ahead = Duration.ZERO;
    }

    /** A while in the future. */
    public interface Later extends AutoCloseable {
        @Override
        void close();
    }
}
