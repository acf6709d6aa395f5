package io.papertrader.worker;

import io.papertrader.node.Ticks;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;

/** Goes on as fast as the test's clock. */
@Mock
@Singleton
class TestTicks implements Ticks {
    private final TestClock clock;

    TestTicks(TestClock clock) {
        this.clock = clock;
    }

    @Override
    public long nanos() {
        return System.nanoTime() + clock.ahead().toNanos();
    }
}
