package io.papertrader.master.journal;

import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.wire.Utf8;
import io.papertrader.market.MarketEvent.OrderCancelled;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.OrderRejected;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An ended order as its row: what its ending has not is absent. */
record EndedRow(
        OrderEnded event,
        @Nullable Long price,
        @Nullable Long gross,
        long fee,
        String feeRule,
        String fillPolicy,
        @Nullable Long value,
        @Nullable Instant valueTime,
        String valueSource,
        long update) {
    private static final String NONE = "";

    static EndedRow of(OrderEnded event) {
        return switch (event) {
            case OrderFilled filled -> filled(filled);
            case OrderRejected rejected -> rejected(rejected);
            case OrderCancelled cancelled -> withoutValue(cancelled);
            case OrderExpired expired -> withoutValue(expired);
            case OrderSetAside aside -> withoutValue(aside);
        };
    }

    private static EndedRow filled(OrderFilled filled) {
        Quote quote = filled.quote();
        return new EndedRow(
                filled,
                filled.fill().price().units(),
                filled.fill().gross().units(),
                filled.fill().fee().units(),
                filled.feeRule().toString(),
                filled.policy().name(),
                quote.value().units(),
                quote.time(),
                quote.source(),
                filled.update());
    }

    private static EndedRow rejected(OrderRejected rejected) {
        Quote quote = rejected.quote();
        return new EndedRow(
                rejected,
                null,
                null,
                0,
                NONE,
                NONE,
                quote.value().units(),
                quote.time(),
                quote.source(),
                rejected.update());
    }

    private static EndedRow withoutValue(OrderEnded event) {
        return new EndedRow(event, null, null, 0, NONE, NONE, null, null, NONE, 0);
    }

    Order order() {
        return event.order();
    }

    /** The reason for which it did not fill, as much of it as an owner is told. */
    String reason() {
        return Utf8.shortened(event.why(), Transaction.Owned.REASON_BYTES);
    }
}
