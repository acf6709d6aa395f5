package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/**
 * Visits once the open orders of every portfolio that waits for some assets, portfolio by portfolio, while orders come and go. The
 * order of clearing matters within a portfolio alone, and what is written of it is written once. A round is no part of the
 * market's state: where it is lost, another visits the same again, and terms decide the same at the same value.
 */
final class Round {
    private final long number;
    private final long update;
    private final Waiting waiting;
    private final Iterator<AssetSymbol> assets;
    private Iterator<Portfolio> portfolios = Collections.emptyIterator();
    private final Queue<OpenOrder> orders = new ArrayDeque<>();

    /** No two rounds have the same number, and none has 0. */
    Round(long number, long update, Waiting waiting, List<AssetSymbol> assets) {
        this.number = number;
        this.update = update;
        this.waiting = waiting;
        this.assets = assets.iterator();
    }

    /** Visits nothing. */
    static Round ofNothing() {
        return new Round(0, 0, new Waiting(), List.of());
    }

    boolean isOf(long wanted) {
        return update == wanted;
    }

    /** Whether there is an order left to visit; one can have ended between two slices. */
    boolean hasNext() {
        while (true) {
            while (!orders.isEmpty() && orders.element().hasEnded()) {
                orders.remove();
            }
            if (!orders.isEmpty()) {
                return true;
            }
            if (portfolios.hasNext()) {
                begin(portfolios.next());
            } else if (assets.hasNext()) {
                portfolios = waiting.in(assets.next());
            } else {
                return false;
            }
        }
    }

    Order next() {
        return orders.remove().order();
    }

    private void begin(Portfolio portfolio) {
        if (portfolio.isNewTo(number)) {
            orders.addAll(portfolio.inClearingOrder());
        }
    }
}
