package io.papertrader.market;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.Quote;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.time.Instant;
import java.util.List;

/**
 * A thing that the owner tells the market to do. Each command carries the time at which it is decided; the market has
 * no clock.
 */
public sealed interface Command {
    /** The time at which the command is decided, on the owner's clock. */
    Instant at();

    /** A command that concerns one portfolio. */
    sealed interface OfPortfolio extends Command {
        /** The portfolio that it concerns. */
        PortfolioId portfolio();
    }

    /** A command that concerns one order of a portfolio. */
    sealed interface OfOrder extends OfPortfolio {
        /** The order's name, chosen by its client. */
        TransactionId id();
    }

    /** Opens a portfolio with its first cash. Opened again with the same, it is answered again. */
    record OpenPortfolio(PortfolioId portfolio, CurrencyCode currency, Money cash, Instant at) implements OfPortfolio {
        public OpenPortfolio {
            if (cash.units() < 0) {
                throw new IllegalArgumentException("a portfolio does not open with a debt");
            }
        }
    }

    /**
     * Places an order. The same id with the same trade is the same order, whatever the times; with another it is
     * refused.
     *
     * @param placedAt the worker's timestamp, by which orders are cleared
     * @param deadline an order that is decided later is refused
     */
    record PlaceOrder(
            PortfolioId portfolio, TransactionId id, Trade trade, Instant placedAt, Instant deadline, Instant at)
            implements OfOrder {}

    /** Takes an open order back. Cancelled again, it is answered again. */
    record CancelOrder(PortfolioId portfolio, TransactionId id, Instant at) implements OfOrder {}

    /** Ends an open order that the journal cannot book, so that it stops nobody else; the reason is for people. */
    record SetOrderAside(PortfolioId portfolio, TransactionId id, String reason, Instant at) implements OfOrder {}

    /**
     * Brings the values of an update. Orders that are due at them fill in the slices that follow.
     *
     * @param number one more than the last update's
     * @param lastOrder the number of the last order when the values were begun to be retrieved; later orders wait
     */
    record UpdateValues(long number, long lastOrder, List<Quote> quotes, Instant at) implements Command {
        public UpdateValues {
            quotes = List.copyOf(quotes);
        }
    }

    /**
     * Forgets all values, so that the market's time can begin anew: the next value of an asset may be of any time. Done
     * only where the market is closed and nobody waits.
     */
    record ForgetValues(Instant at) implements Command {}

    /** Opens, halts or closes the market. */
    sealed interface OfTrading extends Command {
        /** The market's trading after the command, which comes behind this update. */
        Trading from(Trading before, long update);
    }

    /** Values go on, after a halt or a close. */
    record OpenMarket(Instant at) implements OfTrading {
        @Override
        public Trading from(Trading before, long update) {
            return before.open(at);
        }
    }

    /** The market's clock stands from now on. */
    record HaltMarket(Instant at) implements OfTrading {
        @Override
        public Trading from(Trading before, long update) {
            return before.halt(at);
        }
    }

    /**
     * There will be no more values.
     *
     * @param reason for people, and what they can do
     */
    record CloseMarket(String reason, Instant at) implements OfTrading {
        @Override
        public Trading from(Trading before, long update) {
            return before.close(at, update, reason);
        }
    }

    /** Announces a corporate action, whose slices follow. Announced again, it is answered again. */
    record AnnounceAction(CorporateAction action, Instant at) implements Command {}

    /**
     * Goes on with a corporate action; other commands may come between two slices.
     *
     * @param action the action's number
     * @param limit no further portfolio is begun behind so many decisions
     */
    record ActSlice(long action, int limit, Instant at) implements Command {
        public ActSlice {
            if (limit < 1) {
                throw new IllegalArgumentException("a slice looks at one portfolio at least");
            }
        }
    }

    /**
     * Leaves out a portfolio of a corporate action, whose part the journal cannot book, when its turn comes; nothing is
     * told.
     */
    record SkipPart(PortfolioId portfolio, long action, String reason, Instant at) implements OfPortfolio {}

    /**
     * Passes over a portfolio that cannot be read, when a corporate action comes to it, since the journal does not take
     * that it misses its part; nothing is told.
     */
    record PassOver(PortfolioId portfolio, long action, Instant at) implements Command {}

    /**
     * Brings a portfolio the parts in corporate actions that it missed, where its owner does not come; nothing else is
     * told.
     */
    record TakeMissedParts(PortfolioId portfolio, Instant at) implements OfPortfolio {}

    /**
     * Goes on with the clearing of an update; other commands may come between two slices.
     *
     * @param limit the most orders that the slice looks at
     */
    record ClearSlice(long update, int limit, Instant at) implements Command {
        public ClearSlice {
            if (limit < 1) {
                throw new IllegalArgumentException("a slice looks at one order at least");
            }
        }
    }
}
