package io.papertrader.market;

import io.papertrader.market.order.Order;
import java.util.PriorityQueue;

/**
 * Visits the open orders of some assets once, in the order of clearing over all of them, while orders come and go. It is no part
 * of the market's state: where it is lost, another visits the same again, and terms decide the same at the same value.
 */
final class Round {
    private final long update;
    private final PriorityQueue<Queue.Visitor> visitors = new PriorityQueue<>();

    Round(long update) {
        this.update = update;
    }

    void add(Queue queue) {
        visitors.add(queue.new Visitor());
    }

    boolean isOf(long number) {
        return update == number;
    }

    /** Whether there is an order left to visit; one can have ended between two slices. */
    boolean hasNext() {
        while (!visitors.isEmpty() && !visitors.element().isAtOpenOrder()) {
            goOn(visitors.remove());
        }
        return !visitors.isEmpty();
    }

    Order next() {
        Queue.Visitor visitor = visitors.remove();
        Order order = visitor.order();
        goOn(visitor);
        return order;
    }

    private void goOn(Queue.Visitor visitor) {
        if (visitor.goOn()) {
            visitors.add(visitor);
        }
    }
}
