package io.papertrader.market.simulation;

import io.papertrader.market.Command;
import io.papertrader.market.order.Trade;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;

/**
 * An order that a client wants, and the client's knowledge of it. It may be sent several times, and each time may be
 * answered or not. A refusal speaks of one sending; while others are unanswered it is final only when the deadline has
 * passed.
 */
final class Intent {
    final PortfolioId portfolio;
    final TransactionId id;
    final Trade trade;
    final Instant placedAt;
    final Instant deadline;
    Known known = Known.UNKNOWN;
    private int unanswered;

    /** The client's knowledge of the order. */
    enum Known {
        /** It may be done, be done later, or never. */
        UNKNOWN,
        /** It is accepted. */
        DONE,
        /** It is not accepted and will not be. */
        REFUSED
    }

    Intent(PortfolioId portfolio, TransactionId id, Trade trade, Instant placedAt, Instant deadline) {
        this.portfolio = portfolio;
        this.id = id;
        this.trade = trade;
        this.placedAt = placedAt;
        this.deadline = deadline;
    }

    void sent() {
        unanswered++;
    }

    Command decidedAt(Instant at) {
        return new Command.PlaceOrder(portfolio, id, trade, placedAt, deadline, at);
    }

    void accepted() {
        unanswered--;
        known = Known.DONE;
    }

    void refused(Instant decidedAt) {
        unanswered--;
        if (known == Known.UNKNOWN && (unanswered == 0 || decidedAt.isAfter(deadline))) {
            known = Known.REFUSED;
        }
    }

    @Override
    public String toString() {
        return known + " " + portfolio + "/" + id + " " + trade;
    }
}
