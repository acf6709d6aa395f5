package io.papertrader.master.account;

import io.papertrader.master.limits.Place;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Passwords that wait to be hashed: logins before everything else, and in each lane one of each place in turn, so that
 * who asks much waits for itself. Not for several threads.
 */
final class HashQueue {
    /** The lanes of the queue; an earlier lane goes first. */
    enum Lane {
        LOGIN,
        OTHER
    }

    /** One that waits. */
    record Job(Lane lane, Place place, long deadlineNanos, BooleanSupplier isAwaited, Runnable work, Runnable refusal) {
        /** Each is its own. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    private final Map<Lane, Map<Place, Deque<Job>>> lanes = new EnumMap<>(Lane.class);
    private int size;

    HashQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LinkedHashMap<>());
        }
    }

    int size() {
        return size;
    }

    void add(Job job) {
        turns(job.lane())
                .computeIfAbsent(job.place(), place -> new ArrayDeque<>())
                .add(job);
        size++;
    }

    /** The next in turn; its place comes last then. */
    Optional<Job> next() {
        for (Map<Place, Deque<Job>> turns : lanes.values()) {
            if (!turns.isEmpty()) {
                Map.Entry<Place, Deque<Job>> turn = turns.entrySet().iterator().next();
                Job job = turn.getValue().remove();
                turns.remove(turn.getKey());
                if (!turn.getValue().isEmpty()) {
                    turns.put(turn.getKey(), turn.getValue());
                }
                size--;
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    /** Takes out one that nobody waits for any more; false where it was not there. */
    boolean remove(Job job) {
        Map<Place, Deque<Job>> turns = turns(job.lane());
        Deque<Job> turn = turns.get(job.place());
        if (turn == null || !turn.remove(job)) {
            return false;
        }
        if (turn.isEmpty()) {
            turns.remove(job.place());
        }
        size--;
        return true;
    }

    /** The number of passwords that would be hashed before one more of this lane and place. */
    int ahead(Lane lane, Place place) {
        int own = waiting(lane, place);
        int ahead = own;
        for (Map.Entry<Lane, Map<Place, Deque<Job>>> each : lanes.entrySet()) {
            boolean isEarlier = each.getKey().compareTo(lane) < 0;
            for (Map.Entry<Place, Deque<Job>> turn : each.getValue().entrySet()) {
                int others = turn.getValue().size();
                if (isEarlier) {
                    ahead += others;
                } else if (each.getKey() == lane && !turn.getKey().equals(place)) {
                    ahead += Math.min(others, own + 1);
                }
            }
        }
        return ahead;
    }

    /**
     * Takes out the last one of the place that has most, registrations first, if that is more than the other place has.
     */
    Optional<Job> giveWay(Lane lane, Place to) {
        for (Lane last : List.of(Lane.values()).reversed()) {
            int own = last == lane ? waiting(last, to) : 0;
            Optional<Job> heaviest = turns(last).values().stream()
                    .max(Comparator.comparingInt(Deque::size))
                    .filter(turn -> turn.size() > own + (last == lane ? 1 : 0))
                    .map(Deque::getLast);
            if (heaviest.isPresent() && last.compareTo(lane) >= 0) {
                remove(heaviest.get());
                return heaviest;
            }
        }
        return Optional.empty();
    }

    private int waiting(Lane lane, Place place) {
        Deque<Job> turn = turns(lane).get(place);
        return turn == null ? 0 : turn.size();
    }

    private Map<Place, Deque<Job>> turns(Lane lane) {
        Map<Place, Deque<Job>> turns = lanes.get(lane);
        if (turns == null) {
            throw new IllegalStateException("every lane has its turns");
        }
        return turns;
    }
}
