package io.papertrader.worker.clients;

import java.util.List;

/**
 * Places for the accounts that one connection speaks for. The first is the connection's own; each further one is taken
 * from those of its address and of the worker. Belongs to the connection's event loop.
 */
final class AccountPlaces {
    /** The most accounts that one connection speaks for. */
    static final int MOST = 1_000;

    /** The most that the connections of one address speak for beside the first of each: about 4 MB of memory. */
    static final int MOST_OF_ADDRESS = 8_192;

    /** The most that all connections speak for beside the first of each: about 8 MB of memory. */
    static final int MOST_OF_WORKER = 16_384;

    private final List<Budget> shared;
    private int taken;

    /** The places of one connection, which shares others. */
    AccountPlaces(List<Budget> shared) {
        this.shared = List.copyOf(shared);
    }

    /** Takes a place for one more account where there is one; of two who take the last at once, both have it. */
    boolean take() {
        if (isFull()) {
            return false;
        }
        if (taken > 0) {
            shared.forEach(places -> places.force(1));
        }
        taken++;
        return true;
    }

    /** True where there is no place for one more account. */
    boolean isFull() {
        return taken >= MOST || (taken > 0 && shared.stream().anyMatch(Budget::isSpent));
    }

    /** Gives so many places back. */
    void give(int accounts) {
        int before = Math.max(0, taken - 1);
        taken -= accounts;
        int after = Math.max(0, taken - 1);
        shared.forEach(places -> places.give((long) before - after));
    }
}
