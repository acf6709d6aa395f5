package io.papertrader.market;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The portfolios that may have open orders in each asset. One whose last order in an asset has ended stays until somebody looks, so
 * that an ending costs nothing here.
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

    /** The portfolios that have open orders in an asset now. */
    List<Portfolio> in(AssetSymbol symbol) {
        Set<Portfolio> found = portfolios.getOrDefault(symbol, Set.of());
        found.removeIf(portfolio -> !portfolio.isWaitingFor(symbol));
        if (found.isEmpty()) {
            portfolios.remove(symbol);
        }
        return List.copyOf(found);
    }
}
