package io.papertrader.market;

import io.papertrader.market.order.Order;

/** An order while it is open: its portfolio and its asset's queue hold the same one, and both see its end. */
final class OpenOrder {
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
