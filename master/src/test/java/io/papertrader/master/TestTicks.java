package io.papertrader.master;

import io.papertrader.node.Ticks;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The clock that only goes forward, or so much ahead. */
@Mock
@Singleton
public class TestTicks implements Ticks {
    private final AtomicLong ahead = new AtomicLong();

    @Override
    public long nanos() {
        return System.nanoTime() + ahead.get();
    }

    /** So much time goes by. */
    public void pass(Duration time) {
        ahead.addAndGet(time.toNanos());
    }
}
