package io.papertrader.master.trade;

import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.Money;

/** A transaction in the queue, with its owner's name and its place in the queue. */
record QueuedTransaction(long queueNumber, Order order, UserName userName) {
    Money reservedCash() {
        return order.expectedCost();
    }
}
