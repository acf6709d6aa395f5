package io.papertrader.master.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Those who wait: for a run, or until nothing is due in it. */
final class Visits {
    private final Deque<Visit> forRun = new ArrayDeque<>();
    private final List<Visit> untilCleared = new ArrayList<>();

    void add(Visit visit) {
        forRun.add(visit);
    }

    void addUntilCleared(Visit visit) {
        untilCleared.add(visit);
    }

    /** These were taken once, and go before all others. */
    void addFirst(List<Step> steps) {
        steps.reversed().forEach(step -> forRun.addFirst(Visit.of(step)));
    }

    boolean isEmpty() {
        return forRun.isEmpty() && untilCleared.isEmpty();
    }

    /** There is a run: lets in those who wait by now. Whoever comes behind one that ends the run waits for the next. */
    void letIn(Consumer<Visit> admit) {
        for (int count = forRun.size(); count > 0; count--) {
            admit.accept(forRun.remove());
        }
    }

    /** Lets in those who wait until nothing is due; they may have to wait on. */
    void letInUntilCleared(Consumer<Visit> admit) {
        List<Visit> visits = List.copyOf(untilCleared);
        untilCleared.clear();
        visits.forEach(admit);
    }

    /** There is no run: nobody waits any more. */
    void fail(Throwable failure) {
        List<Visit> visits = new ArrayList<>(forRun);
        visits.addAll(untilCleared);
        forRun.clear();
        untilCleared.clear();
        visits.forEach(visit -> visit.failed().accept(failure));
    }
}
