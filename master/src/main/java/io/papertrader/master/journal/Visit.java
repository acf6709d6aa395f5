package io.papertrader.master.journal;

import java.util.function.Consumer;

/** Somebody who wants a run, and hears where there is none. Both are called on the market's turn. */
record Visit(Consumer<Run> work, Consumer<Throwable> failed) {
    static Visit of(Step step) {
        return new Visit(run -> run.take(step), step::fail);
    }
}
