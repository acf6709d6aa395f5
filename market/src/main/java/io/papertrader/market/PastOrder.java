package io.papertrader.market;

import io.papertrader.market.order.Order;

/** An order that has ended. */
public record PastOrder(Order order, Ending ending) {}
