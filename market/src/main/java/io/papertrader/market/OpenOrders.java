package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.TransactionId;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The open orders of a portfolio, by their ids. They lie in two arrays, in the order of the ids, whose first halves are
 * beside them: a client's ids begin with the time, so that a new one comes last, which is seen at a glance, and nothing
 * else is kept of it.
 */
final class OpenOrders {
    private static final int SMALLEST = 4;
    private static final int SPARSE = 4;

    private long[] halves = new long[SMALLEST];
    private OpenOrder[] orders = new OpenOrder[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    boolean has(TransactionId id) {
        return placeOf(id) >= 0;
    }

    /** An order that is here. */
    Order get(TransactionId id) {
        return orders[placeOf(id)].order();
    }

    Stream<OpenOrder> stream() {
        return Arrays.stream(orders, 0, size);
    }

    /** Adds an order whose id is not here. */
    void add(Order order) {
        if (size == orders.length) {
            resize(2 * size);
        }
        int place = firstFrom(order.id());
        int behind = size - place;
        System.arraycopy(halves, place, halves, place + 1, behind);
        System.arraycopy(orders, place, orders, place + 1, behind);
        halves[place] = half(order.id());
        orders[place] = new OpenOrder(order);
        size++;
    }

    /** Takes an order out that is here. */
    OpenOrder remove(TransactionId id) {
        int place = placeOf(id);
        OpenOrder removed = orders[place];
        int behind = size - place - 1;
        System.arraycopy(halves, place + 1, halves, place, behind);
        System.arraycopy(orders, place + 1, orders, place, behind);
        size--;
        Arrays.fill(orders, size, size + 1, null);
        if (orders.length > SMALLEST && size < orders.length / SPARSE) {
            resize(orders.length / 2);
        }
        return removed;
    }

    /** The place of an order; negative where it is not here. */
    private int placeOf(TransactionId id) {
        int place = firstFrom(id);
        return place < size && orders[place].order().id().equals(id) ? place : -1;
    }

    /** The first place of this id or of a higher one. */
    private int firstFrom(TransactionId id) {
        if (size == 0 || isBefore(size - 1, id)) {
            return size;
        }
        int low = 0;
        int high = size - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBefore(middle, id)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The second half is looked at where the first ones are equal: a client could make all of its ids so. */
    private boolean isBefore(int place, TransactionId id) {
        long half = half(id);
        return halves[place] < half
                || (halves[place] == half
                        && orders[place].order().id().value().getLeastSignificantBits()
                                < id.value().getLeastSignificantBits());
    }

    private static long half(TransactionId id) {
        return id.value().getMostSignificantBits();
    }

    private void resize(int capacity) {
        halves = Arrays.copyOf(halves, capacity);
        orders = Arrays.copyOf(orders, capacity);
    }
}
