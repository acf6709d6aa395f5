package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/**
 * Visits once the open orders of every portfolio that waits for some assets, portfolio by portfolio, while orders come
 * and go. The order of clearing matters within a portfolio alone, and what is written of it is written once. A
 * portfolio has to be in memory when the round comes to it. A round is no part of the market's state: where it is lost,
 * another visits the same again, and terms decide the same at the same value.
 */
final class Round {
    private final long update;
    private final State state;
    private final Iterator<AssetSymbol> assets;
    private final Set<PortfolioId> seen = new PortfolioSet();
    private final Queue<PortfolioId> ahead = new ArrayDeque<>();
    private final Queue<OpenOrder> orders = new ArrayDeque<>();
    private Iterator<PortfolioId> portfolios = Collections.emptyIterator();

    /** Begins before the first of these assets' portfolios. */
    Round(long update, State state, List<AssetSymbol> assets) {
        this.update = update;
        this.state = state;
        this.assets = assets.iterator();
    }

    /** Visits nothing. */
    static Round ofNothing(State state) {
        return new Round(0, state, List.of());
    }

    boolean isOf(long wanted) {
        return update == wanted;
    }

    /** True where there is an order to visit now; one can have ended between two slices. */
    boolean hasNext() {
        while (!orders.isEmpty() && orders.element().hasEnded()) {
            orders.remove();
        }
        while (orders.isEmpty() && canEnter()) {
            orders.addAll(state.portfolio(ahead.remove()).inClearingOrder());
        }
        return !orders.isEmpty();
    }

    Order next() {
        return orders.remove().order();
    }

    /** True where every order has been visited. */
    boolean isOver() {
        return !hasNext() && ahead.isEmpty();
    }

    /** The portfolio that has to be recalled before there is an order to visit. */
    Optional<PortfolioId> missing() {
        return hasNext() ? Optional.empty() : Optional.ofNullable(ahead.peek());
    }

    /** The portfolios among so many that come next that are not in memory. */
    List<PortfolioId> missing(int most) {
        look(most);
        return ahead.stream().limit(most).filter(id -> !state.isLoaded(id)).toList();
    }

    /** Never comes to this portfolio, if it has not come to it yet. */
    void leaveOut(PortfolioId portfolio) {
        ahead.remove(portfolio);
    }

    /** The portfolio has orders that are still to be visited in this turn. */
    boolean isIn(PortfolioId portfolio) {
        return hasNext() && orders.element().order().portfolio().equals(portfolio);
    }

    private boolean canEnter() {
        look(1);
        return !ahead.isEmpty() && state.isLoaded(ahead.element());
    }

    private void look(int most) {
        while (ahead.size() < most && (portfolios.hasNext() || assets.hasNext())) {
            if (!portfolios.hasNext()) {
                portfolios = state.waiting().in(assets.next()).iterator();
            } else {
                lookAt(portfolios.next());
            }
        }
    }

    private void lookAt(PortfolioId portfolio) {
        if (seen.add(portfolio)) {
            ahead.add(portfolio);
        }
    }
}
