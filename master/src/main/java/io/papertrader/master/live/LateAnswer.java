package io.papertrader.master.live;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The answer to a question beside an update, which waits for it for a moment alone: one that comes later goes with the
 * next update. Of such questions one at a time is under way. For any thread.
 */
final class LateAnswer<T> {
    private final T none;
    private final Duration patience;
    private Optional<Uni<T>> underWay = Optional.empty();

    LateAnswer(T none, Duration patience) {
        this.none = none;
        this.patience = patience;
    }

    /** The answer to the question that is under way, or to this one where there is none. */
    Uni<T> to(Supplier<Uni<? extends T>> question) {
        Uni<T> asked = begun(question);
        return asked.onTermination()
                .invoke((_, _, isGivenUp) -> {
                    if (!isGivenUp) {
                        isOver(asked);
                    }
                })
                .ifNoItem()
                .after(patience)
                .recoverWithItem(none);
    }

    private synchronized Uni<T> begun(Supplier<Uni<? extends T>> question) {
        Uni<T> asked = underWay.orElseGet(
                () -> Uni.createFrom().<T>deferred(question).memoize().indefinitely());
        underWay = Optional.of(asked);
        return asked;
    }

    private synchronized void isOver(Uni<T> asked) {
        underWay = underWay.filter(other -> !other.equals(asked));
    }
}
