package io.papertrader.market.order;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.Comparator;

/**
 * An order that was accepted. Its id is its client's; with the portfolio it names the order for ever.
 *
 * @param number the place among all orders ever accepted, from 1
 * @param reserved the cash that a purchase holds back while it is open; nothing for a sale, which holds back its
 *     quantity
 * @param placedAt the worker's timestamp on the command
 * @param acceptedAt the moment of the decision, on the owner's clock
 */
public record Order(
        long number,
        PortfolioId portfolio,
        TransactionId id,
        Trade trade,
        Money reserved,
        Instant placedAt,
        Instant acceptedAt) {
    /** The order of clearing: by the workers' timestamps; the number decides between equal ones. */
    public static final Comparator<Order> CLEARING = Order::compareInClearing;

    private static int compareInClearing(Order one, Order other) {
        int byStamp = one.placedAt.compareTo(other.placedAt);
        return byStamp == 0 ? Long.compare(one.number, other.number) : byStamp;
    }
}
