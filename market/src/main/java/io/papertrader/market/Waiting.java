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
 * but a clearing takes it and reading it takes long where many wait. Who is changed and leaves memory while it is being
 * read is remembered, since the reading may not tell of that.
 */
final class Waiting {
    /** Those that are remembered while it is unknown; beyond it, a reading has to begin behind them. */
    private static final int MOST_LEFT = 100_000;

    private final Map<AssetSymbol, Set<PortfolioId>> portfolios = new HashMap<>();
    private final Map<PortfolioId, Left> left = new HashMap<>();
    private long forgottenAt;
    private boolean isKnown;

    /** A portfolio as it left memory. */
    private record Left(Set<AssetSymbol> waitsFor, long changedAt) {}

    boolean isKnown() {
        return isKnown;
    }

    /** A portfolio leaves memory, with all that has happened to it durable. */
    void leave(Portfolio portfolio) {
        if (isKnown || portfolio.changedAt() == 0) {
            return;
        }
        if (left.size() == MOST_LEFT) {
            forgottenAt = left.values().stream().mapToLong(Left::changedAt).reduce(forgottenAt, Math::max);
            left.clear();
        }
        left.put(portfolio.id(), new Left(Set.copyOf(portfolio.waitsFor()), portfolio.changedAt()));
    }

    /**
     * Knows it from now on, as it was read; those that were changed behind the reading's position are as they left
     * memory, or as they are in memory by now. The reading is not believed where those are not known any more.
     */
    boolean know(Map<AssetSymbol, Set<PortfolioId>> read, Collection<Portfolio> inMemory, long asOf) {
        if (isKnown || asOf < forgottenAt) {
            return false;
        }
        isKnown = true;
        read.forEach((symbol, some) -> portfolios.put(symbol, new PortfolioSet(some)));
        left.forEach((id, gone) -> {
            if (gone.changedAt > asOf) {
                correct(id, gone.waitsFor);
            }
        });
        left.clear();
        inMemory.stream()
                .filter(portfolio -> portfolio.changedAt() > asOf)
                .forEach(portfolio -> correct(portfolio.id(), portfolio.waitsFor()));
        return true;
    }

    private void correct(PortfolioId portfolio, Set<AssetSymbol> waitsFor) {
        List.copyOf(portfolios.keySet()).stream()
                .filter(symbol -> !waitsFor.contains(symbol))
                .forEach(symbol -> remove(symbol, portfolio));
        waitsFor.forEach(symbol -> add(symbol, portfolio));
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
