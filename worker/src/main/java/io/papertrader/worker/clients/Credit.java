package io.papertrader.worker.clients;

import java.util.List;

/**
 * The bytes of answers that one connection may have promised to it or unsent. It draws on the budgets that it shares in
 * lumps, so that most answers cost an addition. Belongs to the connection's event loop.
 */
final class Credit {
    private static final long LUMP = 16_384;

    private List<Budget> shared;
    private long most;
    private long used;
    private long drawn;

    Credit(long most, List<Budget> shared) {
        this.most = most;
        this.shared = List.copyOf(shared);
    }

    /** Takes so many bytes where there is room for all of them, here and in what is shared. */
    boolean take(long bytes) {
        if (used + bytes > most || !draw(used + bytes)) {
            return false;
        }
        used += bytes;
        return true;
    }

    /** Takes the bytes of an answer that is there already; {@link #isSpent} then says when there is enough of them. */
    void force(long bytes) {
        used += bytes;
        if (used > drawn) {
            long missing = lumps(used - drawn);
            shared.forEach(budget -> budget.force(missing));
            drawn += missing;
        }
    }

    /** Gives back what was not needed or has been sent. */
    void give(long bytes) {
        used -= bytes;
        long spare = used == 0 ? drawn : drawn - used - LUMP;
        if (used == 0 || spare >= LUMP) {
            shared.forEach(budget -> budget.give(spare));
            drawn -= spare;
        }
    }

    /** Has other bounds from here on, and shares other budgets. */
    void becomeMember(long newMost, List<Budget> newShared) {
        shared.forEach(budget -> budget.give(drawn));
        shared = List.copyOf(newShared);
        shared.forEach(budget -> budget.force(drawn));
        most = newMost;
    }

    boolean isSpent() {
        return used >= most || (used > 0 && isSharedSpent());
    }

    /** True where the shared bytes are spent; asked for each message, so without a stream. */
    private boolean isSharedSpent() {
        for (int i = 0; i < shared.size(); i++) {
            if (shared.get(i).isSpent()) {
                return true;
            }
        }
        return false;
    }

    long used() {
        return used;
    }

    private boolean draw(long wanted) {
        long missing = lumps(wanted - drawn);
        if (missing <= 0) {
            return true;
        }
        for (int i = 0; i < shared.size(); i++) {
            if (!shared.get(i).take(missing)) {
                shared.subList(0, i).forEach(budget -> budget.give(missing));
                return false;
            }
        }
        drawn += missing;
        return true;
    }

    /** The bytes that are drawn on what is shared for so many of a connection's own. */
    static long lumps(long bytes) {
        return Math.ceilDiv(bytes, LUMP) * LUMP;
    }
}
