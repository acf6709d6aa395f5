package io.papertrader.market;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.Part;
import io.papertrader.market.ledger.Book;
import io.papertrader.market.ledger.FeeRule;
import io.papertrader.market.ledger.Transfer;
import io.papertrader.market.order.Fill;
import io.papertrader.market.order.FillPolicy;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import java.time.Instant;
import java.util.List;

/**
 * The outcome of a command: all that a journal has to append, and all that a client is told. A {@link Recorded} event
 * is true once it is durable, and changes the market; an event that is only {@link Told} writes nothing and changes
 * nothing.
 */
public sealed interface MarketEvent {
    /** Changes the market, and is appended to its journal. */
    sealed interface Recorded extends MarketEvent {
        /** The time at which it happened, on the owner's clock. */
        Instant at();
    }

    /** Answers a command, or tells the operator; nothing is written. */
    sealed interface Told extends MarketEvent {}

    /** There is a new portfolio with its first cash. */
    record PortfolioOpened(PortfolioId portfolio, CurrencyCode currency, Money cash, Instant at) implements Recorded {
        /** The transfers of the opening. */
        public List<Transfer.OfMoney> transfers() {
            return cash.units() == 0
                    ? List.of()
                    : List.of(new Transfer.OfMoney(Book.OPENING, Book.CASH, currency, cash));
        }
    }

    /** An order is open and holds back what it may need. */
    record OrderAccepted(Order order) implements Recorded {
        @Override
        public Instant at() {
            return order.acceptedAt();
        }
    }

    /**
     * An order has ended, once and for good; what it held back is free.
     *
     * <pre>
     *   OrderAccepted -> open -+-> OrderFilled      a value met its terms and the portfolio could pay
     *                          +-> OrderRejected    its terms or its portfolio's cash did not allow it
     *                          +-> OrderCancelled   its client took it back
     *                          +-> OrderExpired     its asset has had no value for too long, or the market closed
     *                          +-> OrderSetAside    it cannot be booked
     * </pre>
     */
    sealed interface OrderEnded extends Recorded {
        /** The order, as it was accepted. */
        Order order();

        /** The number among the portfolio's endings, from 1 without a gap: a client sees what it has missed. */
        long eventNumber();

        /** The way in which it ended. */
        Ending ending();

        /**
         * The reason for which it did not fill, for people; empty where it filled, and where its client took it back.
         */
        String why();
    }

    /**
     * An order filled.
     *
     * @param quote the value that it filled at, with time and source
     * @param update the number of the update that brought the value
     */
    record OrderFilled(
            Order order,
            long eventNumber,
            Fill fill,
            Quote quote,
            long update,
            FeeRule feeRule,
            FillPolicy policy,
            Instant at)
            implements OrderEnded {
        @Override
        public Ending ending() {
            return Ending.FILLED;
        }

        @Override
        public String why() {
            return "";
        }
    }

    /** An order did not fill at a value, and will not. */
    record OrderRejected(Order order, long eventNumber, RejectReason reason, Quote quote, long update, Instant at)
            implements OrderEnded {
        @Override
        public Ending ending() {
            return Ending.REJECTED;
        }

        @Override
        public String why() {
            return "At " + quote.value() + ": " + reason.text();
        }
    }

    /** An order was taken back. */
    record OrderCancelled(Order order, long eventNumber, Instant at) implements OrderEnded {
        @Override
        public Ending ending() {
            return Ending.CANCELLED;
        }

        @Override
        public String why() {
            return "";
        }
    }

    /** An order waited in vain. */
    record OrderExpired(Order order, long eventNumber, ExpiryReason reason, Instant at) implements OrderEnded {
        @Override
        public Ending ending() {
            return Ending.EXPIRED;
        }

        @Override
        public String why() {
            return reason.text();
        }
    }

    /** An order cannot be booked; the operator should look at it. */
    record OrderSetAside(Order order, long eventNumber, String reason, Instant at) implements OrderEnded {
        @Override
        public Ending ending() {
            return Ending.SET_ASIDE;
        }

        @Override
        public String why() {
            return reason;
        }
    }

    /**
     * There are new values, and orders that are due at them.
     *
     * @param lastOrder orders with a higher number wait for a later update
     * @param quotes those that the market took, one an asset
     */
    record ValuesUpdated(long number, long lastOrder, List<Quote> quotes, Instant at) implements Recorded {
        public ValuesUpdated {
            quotes = List.copyOf(quotes);
        }
    }

    /** Nothing more is due at an update's values. */
    record ClearingEnded(long update, Instant at) implements Recorded {}

    /** No value is known any more; the next may be of any time. */
    record ValuesForgotten(Instant at) implements Recorded {}

    /** The market opened, was halted or closed. */
    record TradingChanged(Trading trading, Instant at) implements Recorded {}

    /**
     * There is a corporate action, which comes to one portfolio after another.
     *
     * @param number one more than the last action's
     * @param price of a share where money comes for it: the dividend, the payout, or what a new share is worth by the
     *     last value
     * @param update the last one before it
     */
    record ActionAnnounced(long number, CorporateAction action, Money price, long update, Instant at)
            implements Recorded {}

    /**
     * A portfolio has had its part in a corporate action; nothing is held where it had missed it and holds none.
     *
     * @param fault the reason for which it could not be booked and nothing moved, for people; empty where it was booked
     */
    record PartTaken(long action, PortfolioId portfolio, Part part, String fault, Instant at) implements Recorded {}

    /** A portfolio cannot be read; it has its part in a corporate action when it can, before anything else. */
    record PartMissed(long action, PortfolioId portfolio, Instant at) implements Recorded {}

    /**
     * The same, where the journal takes no row of it: the action's own row names the portfolio, so that nothing of it
     * is decided before it has had its part.
     */
    record PartPassedOver(long action, PortfolioId portfolio, Instant at) implements Recorded {}

    /** Everybody has had their part in a corporate action, or has missed it. */
    record ActionEnded(long action, Instant at) implements Recorded {}

    /** A command was refused; the detail is for people and may be empty. */
    record Refused(Command command, RefuseReason reason, String detail) implements Told {}

    /** This very order was accepted before; the answer is what it was then. */
    record OrderKnown(Command.PlaceOrder command, Order order) implements Told {}

    /** The command was done before; the answer is what it was then. */
    record DoneBefore(Command command) implements Told {}

    /** A quote is not taken; its asset's orders wait for another. */
    record QuoteSetAside(Quote quote, QuoteFault fault) implements Told {}
}
