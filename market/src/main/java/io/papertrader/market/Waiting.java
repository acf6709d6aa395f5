package io.papertrader.market;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The portfolios that have open orders in each asset, in memory or not. Memory begins without knowing it, since nothing
 * but a clearing takes it and reading it takes long where many wait.
 */
final class Waiting {
    private final Map<AssetSymbol, Set<PortfolioId>> portfolios = new HashMap<>();
    private boolean isKnown;

    boolean isKnown() {
        return isKnown;
    }

    /** Knows it from now on: as it was read, and of those in memory as they are by now. */
    void know(Map<AssetSymbol, Set<PortfolioId>> read, Collection<Portfolio> inMemory) {
        isKnown = true;
        read.forEach((symbol, some) -> portfolios.put(symbol, new PortfolioSet(some)));
        for (Portfolio portfolio : inMemory) {
            read.keySet().stream()
                    .filter(symbol -> !portfolio.isWaitingFor(symbol))
                    .forEach(symbol -> remove(symbol, portfolio.id()));
            portfolio.waitsFor().forEach(symbol -> add(symbol, portfolio.id()));
        }
    }

    void add(AssetSymbol symbol, PortfolioId portfolio) {
        if (isKnown) {
            portfolios.computeIfAbsent(symbol, first -> new PortfolioSet()).add(portfolio);
        }
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
