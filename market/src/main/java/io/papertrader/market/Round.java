package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.PriorityQueue;

/**
 * Visits the open orders of some assets once, in the order of clearing over all of them, while orders come and go. It is no part
 * of the market's state: where it is lost, another visits the same again, and terms decide the same at the same value.
 */
final class Round {
    private final long update;
    private final Queues queues;
    private final PriorityQueue<Lane> lanes = new PriorityQueue<>();

    Round(long update, Queues queues, Iterable<AssetSymbol> symbols) {
        this.update = update;
        this.queues = queues;
        for (AssetSymbol symbol : symbols) {
            NavigableSet<Order> queue = queues.of(symbol);
            if (!queue.isEmpty()) {
                lanes.add(new Lane(symbol, queue.first()));
            }
        }
    }

    /** An asset, and its order that is visited next. */
    private record Lane(AssetSymbol symbol, Order next) implements Comparable<Lane> {
        @Override
        public int compareTo(Lane other) {
            return Order.CLEARING.compare(next, other.next);
        }
    }

    boolean isOf(long number) {
        return update == number;
    }

    boolean hasNext() {
        while (!lanes.isEmpty() && !isOpen(lanes.element().next)) {
            advance();
        }
        return !lanes.isEmpty();
    }

    Order next() {
        Order next = lanes.element().next;
        advance();
        return next;
    }

    /** An order can end between two slices. */
    private boolean isOpen(Order order) {
        return queues.of(order.trade().symbol()).contains(order);
    }

    private void advance() {
        Lane lane = lanes.remove();
        Iterator<Order> behind =
                queues.of(lane.symbol).tailSet(lane.next, false).iterator();
        if (behind.hasNext()) {
            lanes.add(new Lane(lane.symbol, behind.next()));
        }
    }
}
