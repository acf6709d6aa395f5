package io.papertrader.worker.master;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Requests that wait for the link, each asker in turn: deficit round robin by cost (Shreedhar and Varghese, 1995). One
 * who asks much waits for itself. Belongs to the link's event loop.
 */
final class FairQueue {
    /** A turn's worth: the dearest request waits some turns, the cheapest go a few at a time. */
    private static final int QUANTUM = 4;

    private final Map<Asker, Turn> turns = new HashMap<>();
    private final Deque<Turn> round = new ArrayDeque<>();
    private int size;

    /** One asker's requests, and what it may spend before the next has its turn. */
    private static final class Turn {
        private final Asker asker;
        private final Deque<Ask> waiting = new ArrayDeque<>();
        private int credit;

        private Turn(Asker asker) {
            this.asker = asker;
        }

        private boolean canPay() {
            return credit >= waiting.element().cost();
        }

        private Ask pay() {
            Ask next = waiting.remove();
            credit -= next.cost();
            return next;
        }
    }

    void add(Ask ask) {
        turns.computeIfAbsent(ask.asker(), this::begin).waiting.add(ask);
        size++;
    }

    private Turn begin(Asker asker) {
        Turn turn = new Turn(asker);
        round.add(turn);
        return turn;
    }

    /** The next request in turn. */
    Optional<Ask> next() {
        if (round.isEmpty()) {
            return Optional.empty();
        }
        while (!round.element().canPay()) {
            Turn poor = round.remove();
            poor.credit += QUANTUM;
            round.add(poor);
        }
        Turn turn = round.element();
        Ask next = turn.pay();
        size--;
        if (turn.waiting.isEmpty()) {
            round.remove();
            turns.remove(turn.asker);
        }
        return Optional.of(next);
    }

    int size() {
        return size;
    }

    /** The number of entries of this asker that wait. */
    int size(Asker asker) {
        Turn turn = turns.get(asker);
        return turn == null ? 0 : turn.waiting.size();
    }

    /** The number of so many places that each asker would have, one more included: one at least. */
    int share(int places) {
        return Math.max(1, places / (round.size() + 1));
    }

    /** Takes out those that are so. */
    List<Ask> remove(Predicate<Ask> condition) {
        List<Ask> removed = new ArrayList<>();
        for (Iterator<Turn> all = round.iterator(); all.hasNext(); ) {
            Turn turn = all.next();
            turn.waiting.removeIf(ask -> condition.test(ask) && removed.add(ask));
            if (turn.waiting.isEmpty()) {
                all.remove();
                turns.remove(turn.asker);
            }
        }
        size -= removed.size();
        return removed;
    }
}
