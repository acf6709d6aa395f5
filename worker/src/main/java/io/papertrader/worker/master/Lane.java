package io.papertrader.worker.master;

import java.util.Optional;

/**
 * Requests of one kind on the link: orders, what members read, or strangers. Each lane has so many of the master's
 * places, counted by cost, so that none waits for another. Belongs to the link's event loop.
 */
final class Lane {
    /** Beyond so many times the places for those who wait nobody is let in, the first request of a new asker included. */
    private static final int UTMOST = 2;

    private final FairQueue queue = new FairQueue();
    private final int places;
    private final int mostWaiting;
    private int taken;

    Lane(int places, int mostWaiting) {
        this.places = places;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Lets a request wait for its turn, unless all waiting places are taken and its asker has its share of them, or
     * {@value #UTMOST} times as many wait.
     */
    boolean offer(Ask ask) {
        boolean isFull = queue.size() >= UTMOST * (long) mostWaiting;
        boolean hasItsShare = queue.size() >= mostWaiting && queue.size(ask.asker()) >= queue.share(mostWaiting);
        if (isFull || hasItsShare) {
            return false;
        }
        queue.add(ask);
        return true;
    }

    /** The next request, where there is a place for it. */
    Optional<Ask> next() {
        if (taken >= places) {
            return Optional.empty();
        }
        Optional<Ask> next = queue.next();
        next.ifPresent(ask -> taken += ask.cost());
        return next;
    }

    /** A request that had a place has been answered, or given up. */
    void done(Ask ask) {
        taken -= ask.cost();
    }

    /** The number of requests that wait. */
    int waiting() {
        return queue.size();
    }

    FairQueue queue() {
        return queue;
    }
}
