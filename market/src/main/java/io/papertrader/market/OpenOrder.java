package io.papertrader.market;

import io.papertrader.market.order.Order;
import java.util.Comparator;

/** An order while it is open; a round that is on its way to it sees its end. */
final class OpenOrder {
    /** The order of clearing. */
    static final Comparator<OpenOrder> CLEARING = Comparator.comparing(OpenOrder::order, Order.CLEARING);

    private final Order order;
    private boolean hasEnded;

    OpenOrder(Order order) {
        this.order = order;
    }

    Order order() {
        return order;
    }

    boolean hasEnded() {
        return hasEnded;
    }

    void end() {
        hasEnded = true;
    }
}
