package io.papertrader.standalone;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wish that all of this ends: Ctrl-C, SIGTERM, or a test. One thread starts and stops everything, so that no order
 * has to be kept between threads; whenever that thread waits, it waits here, and is awake at once when the wish comes.
 */
final class StopSignal {

    private final CompletableFuture<Void> requested = new CompletableFuture<>();

    void request() {
        requested.complete(null);
    }

    boolean isRequested() {
        return requested.isDone();
    }

    /** Waits for the signal at most this long; a thread that is interrupted is one that shall stop. */
    boolean await(Duration patience) {
        try {
            requested.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            request();
        }
        return true;
    }
}
