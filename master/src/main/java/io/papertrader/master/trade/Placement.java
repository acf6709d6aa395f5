package io.papertrader.master.trade;

import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.master.trade.Books.Place;
import io.papertrader.vocabulary.TransactionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Decides a batch of orders in turn: each sees what those before it have reserved. */
final class Placement {
    private final Books books;
    private final Set<TransactionId> known;
    private final List<Order> accepted = new ArrayList<>();

    /** The transactions that are stored already are known: the same order again is answered again, not done again. */
    Placement(Books books, Set<TransactionId> known) {
        this.books = books;
        this.known = known;
    }

    Outcome<TransactionId> place(Order order) {
        if (!known.add(order.id())) {
            return Outcome.done(order.id());
        }
        Outcome<TransactionId> outcome =
                switch (order.side()) {
                    case BUY -> reserveCash(order);
                    case SELL -> reserveHolding(order);
                };
        if (outcome instanceof Outcome.Done) {
            accepted.add(order);
        } else {
            known.remove(order.id());
        }
        return outcome;
    }

    /** The orders to store. */
    List<Order> accepted() {
        return accepted;
    }

    private Outcome<TransactionId> reserveCash(Order order) {
        Funds funds = books.funds(order.account());
        if (order.expectedCost().compareTo(funds.available()) > 0) {
            return Outcome.refused(
                    FailCode.INSUFFICIENT_FUNDS,
                    "The purchase takes about " + order.expectedCost() + ", the account has " + funds.available()
                            + " to spend.");
        }
        books.put(order.account(), funds.reserve(order.expectedCost()));
        return Outcome.done(order.id());
    }

    private Outcome<TransactionId> reserveHolding(Order order) {
        Place place = new Place(order.account(), order.symbol());
        Position position = books.position(place);
        if (order.quantity().compareTo(position.available()) > 0) {
            return Outcome.refused(
                    FailCode.INSUFFICIENT_HOLDINGS,
                    "The sale takes " + order.quantity() + " " + order.symbol() + ", the account has "
                            + position.available() + " to sell.");
        }
        books.put(place, position.reserve(order.quantity()));
        return Outcome.done(order.id());
    }
}
