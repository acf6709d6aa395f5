package io.papertrader.master.leadership;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Turns on one connection: one caller sends at a time, in the order in which they came; the next need not wait for an
 * answer, since answers come in the same order. The waiting callers are bounded by their kinds: there are two batches
 * of orders at a time, one update, and as many registrations as passwords are hashed.
 */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean taken;
    private int unanswered;

    /**
     * Sends when it is its turn and all is ready. The caller may go away meanwhile: a sending that has begun is brought
     * to its end.
     */
    <T> Uni<T> take(Supplier<Uni<Void>> ready, Supplier<Uni<T>> sent) {
        return Uni.createFrom()
                .emitter(asked -> begin(() -> Uni.createFrom()
                        .deferred(ready::get)
                        .subscribe()
                        .with(done -> send(sent, asked), failure -> {
                            next();
                            answered();
                            asked.fail(failure);
                        })));
    }

    private <T> void send(Supplier<Uni<T>> sent, UniEmitter<? super T> asked) {
        Uni.createFrom()
                .deferred(sent::get)
                .onTermination()
                .invoke(this::answered)
                .subscribe()
                .with(asked::complete, asked::fail);
        next();
    }

    /** True where everything is answered. */
    synchronized boolean isFree() {
        return unanswered == 0;
    }

    private void begin(Runnable turn) {
        synchronized (this) {
            unanswered++;
            if (taken) {
                waiting.add(turn);
                return;
            }
            taken = true;
        }
        turn.run();
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            taken = next != null;
        }
        if (next != null) {
            next.run();
        }
    }

    private synchronized void answered() {
        unanswered--;
    }
}
