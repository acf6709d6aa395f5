package io.papertrader.master.trade;

import io.papertrader.codec.message.Money;
import io.papertrader.codec.message.UserName;

/** A transaction in the queue, with its owner's name and its place in the queue. */
record QueuedTransaction(long queueNumber, Order order, UserName userName) {
    Money reservedCash() {
        return order.expectedCost();
    }
}
