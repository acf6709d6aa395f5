package io.papertrader.market;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The portfolios that have open orders in each asset, in memory or not. */
final class Waiting {
    private final Map<AssetSymbol, Set<PortfolioId>> portfolios = new HashMap<>();

    Waiting(Map<AssetSymbol, Set<PortfolioId>> start) {
        start.forEach((symbol, some) -> portfolios.put(symbol, new PortfolioSet(some)));
    }

    void add(AssetSymbol symbol, PortfolioId portfolio) {
        portfolios.computeIfAbsent(symbol, first -> new PortfolioSet()).add(portfolio);
    }

    void remove(AssetSymbol symbol, PortfolioId portfolio) {
        portfolios.computeIfPresent(symbol, (same, some) -> {
            some.remove(portfolio);
            return some.isEmpty() ? null : some;
        });
    }

    /** True where no order waits. */
    boolean isEmpty() {
        return portfolios.isEmpty();
    }

    /** The assets of open orders. */
    Set<AssetSymbol> assets() {
        return portfolios.keySet();
    }

    /** The portfolios that have open orders in an asset now. */
    List<PortfolioId> in(AssetSymbol symbol) {
        return List.copyOf(portfolios.getOrDefault(symbol, Set.of()));
    }

    /** All of it. */
    Map<AssetSymbol, Set<PortfolioId>> portfolios() {
        return portfolios.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }
}
