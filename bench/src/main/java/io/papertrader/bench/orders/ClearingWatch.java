package io.papertrader.bench.orders;

import io.papertrader.bench.start.Stage;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Looks whether the clearing has ended, on a thread of its own: the client that measures waits for nobody. */
final class ClearingWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration UNTIL_CLEARED = Duration.ofMinutes(15);

    private final MarketWatch watch;
    private final AtomicBoolean isClearing = new AtomicBoolean(true);
    private final Thread thread;

    private ClearingWatch(MarketWatch watch) {
        this.watch = watch;
        this.thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::look);
    }

    static ClearingWatch start(Stage stage) throws SQLException {
        ClearingWatch watching = new ClearingWatch(new MarketWatch(stage));
        watching.thread.start();
        return watching;
    }

    private void look() {
        long until = System.nanoTime() + UNTIL_CLEARED.toNanos();
        while (watch.isClearing() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        isClearing.set(false);
    }

    boolean isClearing() {
        return isClearing.get();
    }

    void await() {
        while (isClearing()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    @Override
    public void close() throws SQLException {
        watch.close();
    }
}
