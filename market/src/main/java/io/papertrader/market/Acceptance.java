package io.papertrader.market;

import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderKnown;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;

/** Decides whether an order is accepted; what it holds back is free before. */
final class Acceptance {
    private static final String NOTHING_MORE = "";

    private final State state;
    private final Rules rules;

    Acceptance(State state, Rules rules) {
        this.state = state;
        this.rules = rules;
    }

    MarketEvent decide(PlaceOrder command) {
        return state.loaded(command.portfolio())
                .map(portfolio -> decide(command, portfolio))
                .orElseGet(() -> refuse(command, RefuseReason.UNKNOWN_PORTFOLIO));
    }

    private MarketEvent decide(PlaceOrder command, Portfolio portfolio) {
        if (portfolio.isOpen(command.id())) {
            return repeat(command, portfolio.open(command.id()));
        }
        if (portfolio.past().has(command.id())) {
            return repeat(command, portfolio.past().get(command.id()).order());
        }
        return place(command, portfolio);
    }

    private static MarketEvent repeat(PlaceOrder command, Order order) {
        return order.trade().equals(command.trade())
                ? new OrderKnown(command, order)
                : refuse(command, RefuseReason.ID_USED);
    }

    private MarketEvent place(PlaceOrder command, Portfolio portfolio) {
        Trade trade = command.trade();
        if (command.at().isAfter(command.deadline())) {
            return refuse(command, RefuseReason.DEADLINE_PASSED);
        }
        return rules.listing(trade.symbol())
                .map(listing -> place(command, portfolio, listing))
                .orElseGet(() -> new Refused(
                        command, RefuseReason.UNKNOWN_ASSET, trade.symbol() + " is not on the list of assets."));
    }

    private MarketEvent place(PlaceOrder command, Portfolio portfolio, Listing listing) {
        Trade trade = command.trade();
        if (!portfolio.currency().equals(listing.currency())) {
            return new Refused(
                    command,
                    RefuseReason.OTHER_CURRENCY,
                    trade.symbol() + " is not traded in " + portfolio.currency() + ", which the portfolio is kept in.");
        }
        if (state.trading() instanceof Trading.Closed closed) {
            return new Refused(command, RefuseReason.MARKET_CLOSED, closed.reason());
        }
        SeenQuote seen = state.value(trade.symbol());
        if (state.announcements().isOfOtherShares(seen)) {
            return new Refused(
                    command,
                    RefuseReason.STALE_VALUE,
                    "There has been no value of " + trade.symbol()
                            + " since its shares were exchanged; try again later.");
        }
        if (!Rules.isFresh(listing, seen, state.trading(), command.at())) {
            return new Refused(
                    command,
                    RefuseReason.STALE_VALUE,
                    "There is no fresh value of " + trade.symbol() + "; try again later.");
        }
        return reserve(
                command, portfolio, trade.terms().reservePrice(seen.quote().value()));
    }

    private MarketEvent reserve(PlaceOrder command, Portfolio portfolio, Money price) {
        Trade trade = command.trade();
        try {
            Money gross = price.times(trade.quantity());
            if (gross.units() == 0) {
                return refuse(command, RefuseReason.TOO_SMALL);
            }
            if (portfolio.openOrders() >= rules.maxOpenOrders()) {
                return refuse(command, RefuseReason.TOO_MANY_OPEN_ORDERS);
            }
            return switch (trade.side()) {
                case BUY ->
                    reserveCash(command, portfolio, gross.plus(rules.feeRule().on(gross)));
                case SELL -> reserveHolding(command, portfolio);
            };
        } catch (ArithmeticException beyondAllMoney) {
            // No portfolio can pay or hold what cannot even be counted.
            return switch (trade.side()) {
                case BUY -> refuse(command, RefuseReason.INSUFFICIENT_FUNDS);
                case SELL -> refuse(command, RefuseReason.INSUFFICIENT_HOLDINGS);
            };
        }
    }

    private MarketEvent reserveCash(PlaceOrder command, Portfolio portfolio, Money cost) {
        Money available = portfolio.availableCash();
        return cost.compareTo(available) > 0
                ? new Refused(
                        command,
                        RefuseReason.INSUFFICIENT_FUNDS,
                        "The order takes about " + told(cost, portfolio) + ", and " + told(available, portfolio)
                                + " are free to spend.")
                : accept(command, cost);
    }

    private MarketEvent reserveHolding(PlaceOrder command, Portfolio portfolio) {
        Quantity quantity = command.trade().quantity();
        Quantity available = portfolio.available(command.trade().symbol());
        return quantity.compareTo(available) > 0
                ? new Refused(
                        command,
                        RefuseReason.INSUFFICIENT_HOLDINGS,
                        "The order takes " + told(quantity, command) + ", and " + told(available, command)
                                + " are free to sell.")
                : accept(command, Money.ZERO);
    }

    private static String told(Money amount, Portfolio portfolio) {
        return Decimal.grouped(amount.units(), 2) + " " + portfolio.currency();
    }

    private static String told(Quantity quantity, PlaceOrder command) {
        return Decimal.grouped(quantity.units(), 0) + " " + command.trade().symbol();
    }

    private MarketEvent accept(PlaceOrder command, Money reserved) {
        return new OrderAccepted(new Order(
                state.lastOrder() + 1,
                command.portfolio(),
                command.id(),
                command.trade(),
                reserved,
                command.placedAt(),
                command.at()));
    }

    private static MarketEvent refuse(PlaceOrder command, RefuseReason reason) {
        return new Refused(command, reason, NOTHING_MORE);
    }
}
