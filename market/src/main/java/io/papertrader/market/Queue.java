package io.papertrader.market;

import io.papertrader.market.order.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * The open orders of an asset in the order of clearing. Most orders come with the newest timestamp and go from the front, so a list
 * is enough: an order that has ended stays in it until half of them have, and then all of those are swept out. So each order
 * costs the same however many there are.
 */
final class Queue {
    private static final int FEW = 8;

    private final List<OpenOrder> orders = new ArrayList<>();
    private int ended;
    private int moves;

    void add(OpenOrder added) {
        if (orders.isEmpty() || isBehind(orders.getLast(), added.order())) {
            orders.add(added);
        } else {
            orders.add(firstBehind(added.order()), added);
            moves++;
        }
    }

    /** One of its orders has ended. */
    void end() {
        ended++;
        if (ended > FEW && ended > orders.size() / 2) {
            orders.removeIf(OpenOrder::hasEnded);
            ended = 0;
            moves++;
        }
    }

    boolean isEmpty() {
        return ended == orders.size();
    }

    private static boolean isBehind(OpenOrder one, Order other) {
        return Order.CLEARING.compare(one.order(), other) < 0;
    }

    /** The place of the first order that is cleared after this one. */
    private int firstBehind(Order order) {
        int low = 0;
        int high = orders.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Order.CLEARING.compare(orders.get(middle).order(), order) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Stands at one order after the other, in the order of clearing, while others come and go. */
    final class Visitor implements Comparable<Visitor> {
        private OpenOrder current = orders.getFirst();
        private int index;
        private int movesSeen = moves;

        Order order() {
            return current.order();
        }

        /** The order may have ended since the visitor came to it. */
        boolean isAtOpenOrder() {
            return !current.hasEnded();
        }

        /** Goes on to the next open order; false where there is none. */
        boolean goOn() {
            index = movesSeen == moves ? index + 1 : firstBehind(current.order());
            movesSeen = moves;
            while (index < orders.size() && orders.get(index).hasEnded()) {
                index++;
            }
            if (index == orders.size()) {
                return false;
            }
            current = orders.get(index);
            return true;
        }

        @Override
        public int compareTo(Visitor other) {
            return Order.CLEARING.compare(current.order(), other.current.order());
        }
    }
}
