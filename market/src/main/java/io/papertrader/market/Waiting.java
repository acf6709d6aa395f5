package io.papertrader.market;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The portfolios that may have open orders in each asset. One whose last order in an asset has ended stays until somebody looks, so
 * that an ending costs nothing here, and a look nothing but that of one portfolio after the other.
 */
final class Waiting {
    private final Map<AssetSymbol, Set<Portfolio>> portfolios = new HashMap<>();

    void add(OpenOrder order, Portfolio portfolio) {
        portfolios
                .computeIfAbsent(order.order().trade().symbol(), symbol -> new LinkedHashSet<>())
                .add(portfolio);
    }

    /** The assets of open orders, perhaps others too. */
    Set<AssetSymbol> assets() {
        return portfolios.keySet();
    }

    /** The portfolios that may have open orders in an asset; those that have none are forgotten on the way. */
    Iterator<Portfolio> in(AssetSymbol symbol) {
        Iterator<Portfolio> now =
                List.copyOf(portfolios.getOrDefault(symbol, Set.of())).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return now.hasNext();
            }

            @Override
            public Portfolio next() {
                Portfolio portfolio = now.next();
                if (!portfolio.isWaitingFor(symbol)) {
                    forget(symbol, portfolio);
                }
                return portfolio;
            }
        };
    }

    private void forget(AssetSymbol symbol, Portfolio portfolio) {
        portfolios.computeIfPresent(symbol, (same, some) -> {
            some.remove(portfolio);
            return some.isEmpty() ? null : some;
        });
    }
}
