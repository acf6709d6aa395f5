package io.papertrader.master.asset;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * Pieces of work that are done one after another, in the order in which they came; each is brought to its end, also
 * where nobody waits for it any more. For any thread.
 */
public final class InTurn {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean isTaken;

    /** Does it when all that came before is done. */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(asked -> begin(() -> run(work, asked)));
    }

    private <T> void run(Supplier<Uni<T>> work, UniEmitter<? super T> asked) {
        Uni.createFrom()
                .deferred(work::get)
                .onTermination()
                .invoke(this::next)
                .subscribe()
                .with(asked::complete, asked::fail);
    }

    /** True where nothing is being done. */
    public synchronized boolean isFree() {
        return !isTaken;
    }

    private void begin(Runnable turn) {
        synchronized (this) {
            if (isTaken) {
                waiting.add(turn);
                return;
            }
            isTaken = true;
        }
        turn.run();
    }

    private void next() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            isTaken = next != null;
        }
        if (next != null) {
            next.run();
        }
    }
}
