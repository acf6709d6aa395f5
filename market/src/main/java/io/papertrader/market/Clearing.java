package io.papertrader.market;

import io.papertrader.market.Command.ClearSlice;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.OrderRejected;
import io.papertrader.market.MarketEvent.OrderSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.order.Decision;
import io.papertrader.market.order.Fill;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Side;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Clears what is due at an update's values, a slice at a time (specification 3.1.7). Each event is given away as it is
 * decided, and the next decision sees it applied.
 */
final class Clearing {
    private static final String BEYOND_BOUNDS = "It would bring more than a portfolio can hold.";

    private final State state;
    private final Rules rules;
    private final Parts parts;
    private Round round;

    Clearing(State state, Rules rules, Parts parts) {
        this.state = state;
        this.rules = rules;
        this.parts = parts;
        this.round = Round.ofNothing(state);
    }

    /** The reading that has to be recalled before the next slice can be decided. */
    Need missing() {
        if (!(state.progress() instanceof Progress.Clearing(ValuesUpdated values))) {
            return Need.NOTHING;
        }
        return state.waiting().isKnown()
                ? round(values).missing().<Need>map(Need.OfPortfolio::new).orElse(Need.NOTHING)
                : new Need.OfWaiting();
    }

    /** The portfolios among so many that the clearing comes to next that are not in memory. */
    List<PortfolioId> missing(int most) {
        return state.progress() instanceof Progress.Clearing(ValuesUpdated values)
                        && state.waiting().isKnown()
                ? round(values).missing(most)
                : List.of();
    }

    /** A portfolio whose orders are being visited must not leave memory meanwhile. */
    boolean isIn(PortfolioId portfolio) {
        return round.isIn(portfolio);
    }

    /** True where an order fills or ends at a value that is being cleared, whether its turn has come or not. */
    boolean decides(Order order) {
        Trade trade = order.trade();
        SeenQuote seen = state.value(trade.symbol());
        return state.progress() instanceof Progress.Clearing(ValuesUpdated values)
                && isDue(order, seen, values)
                && !(trade.terms().at(trade.side(), seen.quote().value()) instanceof Decision.Wait);
    }

    /** Goes on without this portfolio. */
    void leaveOut(PortfolioId portfolio) {
        round.leaveOut(portfolio);
    }

    void decide(ClearSlice command, Consumer<MarketEvent> events) {
        if (!(state.progress() instanceof Progress.Clearing(ValuesUpdated values))
                || values.number() != command.update()) {
            events.accept(new Refused(command, RefuseReason.NOT_CLEARING, ""));
            return;
        }
        Round current = round(values);
        for (int visited = 0; visited < command.limit() && current.hasNext(); visited++) {
            Order order = current.next();
            parts.makeUp(order.portfolio(), command.at(), events);
            if (state.portfolio(order.portfolio()).isOpen(order.id())) {
                visit(order, values, command.at(), events);
            }
        }
        if (current.isOver()) {
            events.accept(new ClearingEnded(values.number(), command.at()));
        }
    }

    private Round round(ValuesUpdated values) {
        if (!round.isOf(values.number())) {
            round = begin(values);
        }
        return round;
    }

    /**
     * The assets that have a new value, and those that have had none for too long or get none any more. They are
     * sorted; the portfolios of each come in the order in which they are kept, which is another in another memory.
     */
    private Round begin(ValuesUpdated values) {
        List<AssetSymbol> due = state.waiting().assets().stream()
                .filter(symbol -> isDue(state.value(symbol), values))
                .sorted()
                .toList();
        return new Round(values.number(), state, due);
    }

    private boolean isDue(SeenQuote seen, ValuesUpdated values) {
        return seen.update() == values.number() || state.trading().endsWith(values.number()) || isExpired(seen, values);
    }

    private boolean isExpired(SeenQuote seen, ValuesUpdated values) {
        return rules.isExpired(rules.ageFrom(seen.quote().symbol(), seen), values.at());
    }

    /** A source may tell of a value late; then it is shown, and nothing fills at it. */
    private boolean isNewAndFresh(SeenQuote seen, ValuesUpdated values) {
        return seen.update() == values.number()
                && rules.isFresh(seen.quote().symbol(), seen, state.trading(), values.at());
    }

    private boolean isDue(Order order, SeenQuote seen, ValuesUpdated values) {
        return isNewAndFresh(seen, values) && order.number() <= values.lastOrder();
    }

    private void visit(Order order, ValuesUpdated values, Instant now, Consumer<MarketEvent> events) {
        SeenQuote seen = state.value(order.trade().symbol());
        Portfolio portfolio = state.portfolio(order.portfolio());
        if (isNewAndFresh(seen, values)) {
            if (order.number() <= values.lastOrder()) {
                settle(order, portfolio, seen, now, events);
            }
        } else if (state.trading().endsWith(values.number())) {
            events.accept(new OrderExpired(order, portfolio.nextEvent(), ExpiryReason.MARKET_CLOSED, now));
        } else if (isExpired(seen, values) && rules.isExpired(order.acceptedAt(), values.at())) {
            events.accept(new OrderExpired(order, portfolio.nextEvent(), ExpiryReason.NO_VALUE, now));
        }
    }

    private void settle(Order order, Portfolio portfolio, SeenQuote seen, Instant now, Consumer<MarketEvent> events) {
        Trade trade = order.trade();
        switch (trade.terms().at(trade.side(), seen.quote().value())) {
            case Decision.Wait() -> {}
            case Decision.Reject() -> events.accept(rejected(order, portfolio, RejectReason.TERMS, seen, now));
            case Decision.Fill(Money value) -> events.accept(fill(order, portfolio, value, seen, now));
        }
    }

    private MarketEvent fill(Order order, Portfolio portfolio, Money value, SeenQuote seen, Instant now) {
        Trade trade = order.trade();
        try {
            Fill fill = Fill.of(trade, rules.fillPolicy().price(trade.side(), value), rules.feeRule());
            if (trade.side() == Side.BUY && !canPay(order, portfolio, fill)) {
                return rejected(order, portfolio, RejectReason.TOO_DEAR, seen, now);
            }
            checkBounds(portfolio, fill);
            return new OrderFilled(
                    order,
                    portfolio.nextEvent(),
                    fill,
                    seen.quote(),
                    seen.update(),
                    rules.feeRule(),
                    rules.fillPolicy(),
                    now);
        } catch (ArithmeticException beyondAllBounds) {
            return new OrderSetAside(order, portfolio.nextEvent(), BEYOND_BOUNDS, now);
        }
    }

    /** A purchase is paid from what it held back itself and from what no order holds back. */
    private static boolean canPay(Order order, Portfolio portfolio, Fill fill) {
        return fill.cost().compareTo(portfolio.availableCash().plus(order.reserved())) <= 0;
    }

    /** Throws {@link ArithmeticException} where the books could not hold what the fill brings. */
    private static void checkBounds(Portfolio portfolio, Fill fill) {
        Trade trade = fill.trade();
        switch (trade.side()) {
            case BUY -> portfolio.position(trade.symbol()).buy(trade.quantity(), fill.cost());
            // The gross comes in before the fee goes out.
            case SELL -> portfolio.cash().plus(fill.gross());
        }
    }

    private static MarketEvent rejected(
            Order order, Portfolio portfolio, RejectReason reason, SeenQuote seen, Instant now) {
        return new OrderRejected(order, portfolio.nextEvent(), reason, seen.quote(), seen.update(), now);
    }
}
