package io.papertrader.master.leadership;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * One at a time, in the order in which they came. Who waits is bounded by who asks: there is one batch of orders at a time, one
 * update, and as many registrations as passwords are hashed.
 */
final class Turns {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean taken;

    /** Works when it is its turn. Who asked may go away meanwhile: what has begun is brought to its end. */
    <T> Uni<T> take(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(asked -> begin(() -> Uni.createFrom()
                        .deferred(work::get)
                        .onTermination()
                        .invoke(this::next)
                        .subscribe()
                        .with(asked::complete, asked::fail)));
    }

    /** Whether nobody has the turn. */
    synchronized boolean isFree() {
        return !taken;
    }

    private void begin(Runnable turn) {
        synchronized (this) {
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
}
