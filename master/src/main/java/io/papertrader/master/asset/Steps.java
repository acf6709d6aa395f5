package io.papertrader.master.asset;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Steps of work, one after another: a loop, since a chain of very many cannot be unwound at its end. */
public final class Steps {
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

    /** Takes a step for each of them, in their order. */
    public static <T> Uni<Void> each(List<T> all, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .onItem()
                .ignoreAsUni();
    }
}
