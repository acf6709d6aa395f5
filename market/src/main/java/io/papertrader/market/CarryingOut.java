package io.papertrader.market;

import io.papertrader.market.Command.ActSlice;
import io.papertrader.market.Command.SkipPart;
import io.papertrader.market.Event.ActionAnnounced;
import io.papertrader.market.Event.ActionEnded;
import io.papertrader.market.Event.OrderExpired;
import io.papertrader.market.Event.PartTaken;
import io.papertrader.market.Event.Refused;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.Part;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Carries out a corporate action, portfolio by portfolio in the order of their numbers, a slice at a time. The next
 * portfolios are read from the journal behind the announcement: while the action goes on nobody gets any of its asset,
 * so a reading stays complete. The queue is no part of the market's state; where it is lost, it begins behind the last
 * portfolio that had its part.
 */
final class CarryingOut {
    private static final String BEYOND_BOUNDS = "It would bring more than a portfolio can hold.";

    private final State state;
    private final Queue<PortfolioId> next = new ArrayDeque<>();
    private final Map<PortfolioId, String> unbookable = new HashMap<>();
    private long number;
    private long readUpTo;
    private boolean isReadToItsEnd;

    CarryingOut(State state) {
        this.state = state;
    }

    /** The portfolios that have to be recalled before the next slice can decide anything. */
    Need missing() {
        if (!(state.progress() instanceof Progress.CarryingOut current)) {
            return Market.NOTHING;
        }
        turnTo(current);
        if (next.isEmpty()) {
            return isReadToItsEnd
                    ? Market.NOTHING
                    : new Need.OfHolders(current.announced().action().symbol(), readUpTo);
        }
        return state.isLoaded(next.element()) ? Market.NOTHING : new Need.OfPortfolio(next.element());
    }

    /** The portfolios among so many that come next that are not in memory. */
    List<PortfolioId> missing(int most) {
        if (!(state.progress() instanceof Progress.CarryingOut current)) {
            return List.of();
        }
        turnTo(current);
        return next.stream().limit(most).filter(id -> !state.isLoaded(id)).toList();
    }

    /** Believes a reading of who comes next, if it held all that was decided up to the announcement. */
    boolean recall(Recall.OfHolders found, long asOf) {
        boolean isWanted = asOf >= state.announcedAt()
                && missing() instanceof Need.OfHolders wanted
                && wanted.equals(new Need.OfHolders(found.symbol(), found.after()));
        if (isWanted) {
            next.addAll(found.next());
            isReadToItsEnd = found.next().isEmpty();
            readUpTo = isReadToItsEnd ? readUpTo : found.next().getLast().value();
        }
        return isWanted;
    }

    /** Goes on without this portfolio. */
    void leaveOut(PortfolioId portfolio) {
        next.remove(portfolio);
    }

    private void turnTo(Progress.CarryingOut current) {
        if (number != current.announced().number()) {
            number = current.announced().number();
            next.clear();
            unbookable.clear();
            readUpTo = current.reached();
            isReadToItsEnd = false;
        }
    }

    void decide(ActSlice command, Consumer<Event> events) {
        if (!(state.progress() instanceof Progress.CarryingOut current)
                || current.announced().number() != command.action()) {
            events.accept(new Refused(command, RefuseReason.NOT_CLEARING, ""));
            return;
        }
        turnTo(current);
        int decided = 0;
        while (decided < command.limit() && !next.isEmpty() && state.isLoaded(next.element())) {
            decided += visit(next.remove(), current.announced(), command.at(), events);
        }
        if (next.isEmpty() && isReadToItsEnd) {
            events.accept(new ActionEnded(command.action(), command.at()));
        }
    }

    /**
     * The journal could not book a portfolio's part: when the portfolio's turn comes, it moves nothing. The market
     * remembers that until it is thrown away; others, whose numbers are lower, may still be before it.
     */
    List<Event> skip(SkipPart command) {
        if (!(state.progress() instanceof Progress.CarryingOut current)
                || current.announced().number() != command.action()) {
            return List.of(new Refused(command, RefuseReason.NOT_CLEARING, ""));
        }
        turnTo(current);
        unbookable.put(command.portfolio(), command.reason());
        return List.of();
    }

    private Quantity held(PortfolioId id, CorporateAction action) {
        return state.portfolio(id).position(action.symbol()).quantity();
    }

    /** Gives away what comes of it for a portfolio; says how many decisions that were, one at least. */
    private int visit(PortfolioId id, ActionAnnounced announced, Instant now, Consumer<Event> events) {
        CorporateAction action = announced.action();
        List<Order> ending = action.change().takesShares() ? openOrders(id, action.symbol()) : List.of();
        for (Order order : ending) {
            long number = state.portfolio(id).nextEvent();
            events.accept(new OrderExpired(order, number, reason(action.change()), now));
        }
        Quantity held = held(id, action);
        if (held.isPositive() && !hasHadPart(id)) {
            events.accept(part(id, announced, held, now));
        }
        return ending.size() + 1;
    }

    private List<Order> openOrders(PortfolioId id, AssetSymbol symbol) {
        return state.portfolio(id).inClearingOrder().stream()
                .map(OpenOrder::order)
                .filter(order -> order.trade().symbol().equals(symbol))
                .toList();
    }

    private boolean hasHadPart(PortfolioId id) {
        return state.progress() instanceof Progress.CarryingOut current && id.value() <= current.reached();
    }

    private PartTaken part(PortfolioId id, ActionAnnounced announced, Quantity held, Instant now) {
        String fault = unbookable.get(id);
        return fault == null
                ? bookable(id, announced, held, now)
                : new PartTaken(announced.number(), id, Part.nothing(announced.action(), held), fault, now);
    }

    private PartTaken bookable(PortfolioId id, ActionAnnounced announced, Quantity held, Instant now) {
        try {
            Part part = Part.of(announced.action(), held, announced.price());
            state.portfolio(id).checkBounds(part);
            return new PartTaken(announced.number(), id, part, "", now);
        } catch (ArithmeticException beyondAllBounds) {
            return new PartTaken(announced.number(), id, Part.nothing(announced.action(), held), BEYOND_BOUNDS, now);
        }
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
