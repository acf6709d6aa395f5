package io.papertrader.market;

import io.papertrader.vocabulary.TransactionId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The last ended orders of a portfolio, and ids that the journal is known not to have: both bounded. An id that is in neither
 * may be an order that was forgotten, and has to be looked up. A look-up is believed only where the journal held everything that
 * was forgotten when it was read.
 */
final class PastOrders {
    private static final long NOTHING_FORGOTTEN = -1;

    private final int bound;
    private final LinkedHashMap<TransactionId, Kept> ended = new LinkedHashMap<>();
    private final Set<TransactionId> strangers = new LinkedHashSet<>();
    private long forgottenAt = NOTHING_FORGOTTEN;

    /** An order, and a position of the journal up to which it is written with its ending. */
    private record Kept(PastOrder order, long position) {}

    PastOrders(int bound) {
        this.bound = bound;
    }

    /** Remembers an ended order, which the journal has up to this position; forgets the oldest where there are too many. */
    void add(PastOrder order, long position) {
        strangers.remove(order.order().id());
        ended.putLast(order.order().id(), new Kept(order, position));
        if (ended.size() > bound) {
            forget(ended.pollFirstEntry().getValue().position);
        }
    }

    /** There are orders up to this position of the journal that are not here. */
    void forget(long position) {
        forgottenAt = Math.max(forgottenAt, position);
    }

    /** Believes that there is no such order, if the journal that was read held all that is forgotten, and it is not here. */
    boolean knowStranger(TransactionId id, long asOf) {
        if (asOf < forgottenAt || has(id)) {
            return false;
        }
        if (strangers.size() == bound) {
            strangers.remove(strangers.iterator().next());
        }
        strangers.add(id);
        return true;
    }

    boolean has(TransactionId id) {
        return ended.containsKey(id);
    }

    PastOrder get(TransactionId id) {
        return ended.get(id).order;
    }

    /** Whether an id that is not here is certainly new. */
    boolean isNew(TransactionId id) {
        return forgottenAt == NOTHING_FORGOTTEN || strangers.contains(id);
    }

    List<PastOrder> all() {
        return ended.values().stream().map(Kept::order).toList();
    }

    boolean hasForgotten() {
        return forgottenAt != NOTHING_FORGOTTEN;
    }
}
