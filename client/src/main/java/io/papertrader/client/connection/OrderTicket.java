package io.papertrader.client.connection;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;

/**
 * An order as its client writes it down before it places it. Placed once or many times, over this connection or
 * another, by this program or by one that has read it again from where it was kept, it is one order.
 *
 * @param id names the order within its account for ever
 * @param quantity more than 0
 * @param deadline the order is not placed after it, by the master's clock
 */
public record OrderTicket(TransactionId id, Side side, AssetSymbol asset, Quantity quantity, Instant deadline) {
    /** The same order with another deadline, which it may have: an order is named by its id alone. */
    public OrderTicket withDeadline(Instant other) {
        return new OrderTicket(id, side, asset, quantity, other);
    }

    /** The same order under another id, which makes it another order. */
    public OrderTicket withId(TransactionId other) {
        return new OrderTicket(other, side, asset, quantity, deadline);
    }
}
