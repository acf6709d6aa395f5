package io.papertrader.client.connection;

import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The orders of a client of which it is not known yet what became of them. Belongs to the client's event loop. */
final class OrderInquiries {
    /** No pause in doubt is longer: whoever waits for an order wants to know. */
    private static final Duration MOST_PAUSE = Duration.ofMillis(500);

    /**
     * The clocks of client and master differ: for this part of a request's time the client asks on after the deadline.
     */
    private static final int CLOCKS = 10;

    private final Vertx vertx;
    private final ClientOptions options;
    private final Backoff backoff;
    private final Consumer<PendingRequest> send;
    private final Set<OrderInquiry> open = new HashSet<>();

    /** Nothing is asked; {@code send} has an attempt sent, over whatever connection there will be, or fails it. */
    OrderInquiries(Vertx vertx, ClientOptions options, Consumer<PendingRequest> send) {
        this.vertx = vertx;
        this.options = options;
        this.backoff = options.backoff().noLongerThan(MOST_PAUSE);
        this.send = send;
    }

    /** Places the order, at most once. */
    Future<Reply> place(PlaceOrder order) {
        Duration left = untilDeadline(order.deadline());
        Duration first = left.compareTo(options.requestTimeout()) < 0 ? left : options.requestTimeout();
        return ask(new OrderInquiry(vertx, backoff, order, order.orderId(), send, patience(first)));
    }

    private Duration untilDeadline(Instant deadline) {
        Instant now = options.clock().instant();
        return deadline.isAfter(now) ? Duration.between(now, deadline) : Duration.ZERO;
    }

    /** Cancels the order. */
    Future<Reply> cancel(CancelOrder order) {
        return ask(new OrderInquiry(vertx, backoff, order, order.orderId(), send, patience(options.requestTimeout())));
    }

    private Duration patience(Duration first) {
        return first.plus(options.requestTimeout().dividedBy(CLOCKS));
    }

    private Future<Reply> ask(OrderInquiry inquiry) {
        open.add(inquiry);
        return inquiry.ask().onComplete(known -> open.remove(inquiry));
    }

    /** Asks no more. */
    void close() {
        List.copyOf(open).forEach(OrderInquiry::close);
    }
}
