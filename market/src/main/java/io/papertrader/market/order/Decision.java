package io.papertrader.market.order;

import io.papertrader.vocabulary.Money;

/** The decision of an order's terms at a value. */
public sealed interface Decision {
    /** The order fills at this price, where its portfolio can pay for it. */
    record Fill(Money price) implements Decision {}

    /** The order waits for another value. */
    record Wait() implements Decision {}

    /** The order ends without a fill. */
    record Reject() implements Decision {}
}
