package io.papertrader.master.asset;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Steps of work of which nobody knows the number: a loop, since a chain of very many cannot be unwound at its end. */
final class Steps {
    private Steps() {}

    /** Takes the step again and again, for as long as it says that there is more to do. */
    static Uni<Void> whileMore(Supplier<Uni<? extends Boolean>> step) {
        return Multi.createBy()
                .repeating()
                .uni(step)
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni();
    }
}
