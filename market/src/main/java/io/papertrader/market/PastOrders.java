package io.papertrader.market;

import io.papertrader.vocabulary.TransactionId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The last ended orders of a portfolio, and ids that the journal is known not to have: both bounded. An id that is
 * higher than every forgotten one is new, so that a client whose ids grow costs no look-up. Any other id that is not
 * here may be an order that was forgotten, and has to be looked up; that is believed only where the journal held
 * everything that was forgotten when it was read.
 */
final class PastOrders {
    private final int bound;
    private final LinkedHashMap<TransactionId, Kept> ended = new LinkedHashMap<>();
    private final Set<TransactionId> strangers = new LinkedHashSet<>();
    private TransactionId highestForgotten = TransactionId.FIRST;
    private TransactionId wanted = TransactionId.FIRST;
    private long forgottenAt;

    /** An order, and a position of the journal up to which it is written with its ending. */
    private record Kept(PastOrder order, long position) {}

    PastOrders(int bound) {
        this.bound = bound;
    }

    /**
     * Remembers an ended order, which the journal has up to this position; forgets the oldest where there are too many.
     */
    void add(PastOrder order, long position) {
        strangers.remove(order.order().id());
        ended.putLast(order.order().id(), new Kept(order, position));
        if (ended.size() > bound) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        var oldest = ended.firstEntry();
        if (oldest.getKey().equals(wanted)) {
            ended.putLast(oldest.getKey(), oldest.getValue());
            oldest = ended.firstEntry();
        }
        ended.remove(oldest.getKey());
        forget(oldest.getKey(), oldest.getValue().position);
    }

    /** This order is asked for now: others are forgotten before it, until another is asked for. */
    void want(TransactionId id) {
        wanted = id;
    }

    /** There are orders with ids up to this one that are not here, and the journal has them up to this position. */
    void forget(TransactionId highest, long position) {
        highestForgotten = higher(highestForgotten, highest);
        forgottenAt = Math.max(forgottenAt, position);
    }

    /**
     * Believes that there is no such order, if the journal that was read held all that is forgotten, and it is not
     * here.
     */
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

    int size() {
        return ended.size();
    }

    boolean has(TransactionId id) {
        return ended.containsKey(id);
    }

    PastOrder get(TransactionId id) {
        return Objects.requireNonNull(ended.get(id)).order;
    }

    /** True where an id that is not here is certainly new. */
    boolean isNew(TransactionId id) {
        return id.compareTo(highestForgotten) > 0 || strangers.contains(id);
    }

    /** The highest id of all that have ended. */
    TransactionId highest() {
        return ended.keySet().stream().reduce(highestForgotten, PastOrders::higher);
    }

    private static TransactionId higher(TransactionId one, TransactionId other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
