package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.OrderExpired;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides what a corporate action does to one portfolio: its orders of the asset end, and it has its part. */
final class Parts {
    private static final String BEYOND_BOUNDS = "It would bring more than a portfolio can hold.";

    private final State state;
    private final Map<Of, String> unbookable = new HashMap<>();

    private record Of(PortfolioId portfolio, long action) {}

    Parts(State state) {
        this.state = state;
    }

    /** The journal could not book this part, for a reason for people: it moves nothing. Memory alone knows that. */
    void skip(PortfolioId portfolio, long action, String reason) {
        unbookable.put(new Of(portfolio, action), reason);
    }

    /** Takes the parts that a portfolio in memory has missed, before anything else happens to it. */
    void makeUp(PortfolioId id, Instant now, Consumer<MarketEvent> events) {
        for (ActionAnnounced announced : state.portfolio(id).missed()) {
            endOrders(id, announced.action(), now, events);
            events.accept(part(id, announced, now));
        }
    }

    /** Ends the orders of shares that are none any more; says how many those were. */
    int endOrders(PortfolioId id, CorporateAction action, Instant now, Consumer<MarketEvent> events) {
        List<Order> ending = action.change().takesShares() ? openOrders(id, action.symbol()) : List.of();
        for (Order order : ending) {
            long number = state.portfolio(id).nextEvent();
            events.accept(new OrderExpired(order, number, reason(action.change()), now));
        }
        return ending.size();
    }

    Quantity held(PortfolioId id, CorporateAction action) {
        return state.portfolio(id).position(action.symbol()).quantity();
    }

    PartTaken part(PortfolioId id, ActionAnnounced announced, Instant now) {
        String fault = unbookable.get(new Of(id, announced.number()));
        return fault == null ? bookable(id, announced, now) : nothing(id, announced, fault, now);
    }

    private PartTaken bookable(PortfolioId id, ActionAnnounced announced, Instant now) {
        try {
            Part part = Part.of(announced.action(), held(id, announced.action()), announced.price());
            state.portfolio(id).checkBounds(part);
            return new PartTaken(announced.number(), id, part, "", now);
        } catch (ArithmeticException beyondAllBounds) {
            return nothing(id, announced, BEYOND_BOUNDS, now);
        }
    }

    private PartTaken nothing(PortfolioId id, ActionAnnounced announced, String fault, Instant now) {
        Part part = Part.nothing(announced.action(), held(id, announced.action()));
        return new PartTaken(announced.number(), id, part, fault, now);
    }

    private List<Order> openOrders(PortfolioId id, AssetSymbol symbol) {
        return state.portfolio(id).inClearingOrder().stream()
                .map(OpenOrder::order)
                .filter(order -> order.trade().symbol().equals(symbol))
                .toList();
    }

    private static ExpiryReason reason(Change change) {
        return switch (change) {
            case Change.Split split -> ExpiryReason.SPLIT;
            case Change.Renaming renaming -> ExpiryReason.RENAMED;
            case Change.Delisting delisting -> ExpiryReason.DELISTED;
            case Change.Dividend dividend -> throw new IllegalStateException("a dividend ends no order");
        };
    }
}
