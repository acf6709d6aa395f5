package io.papertrader.market;

import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that the market knows beside its portfolios, as the journal has it.
 *
 * @param trading whether orders are taken
 * @param lastOrder the number of the last order that was accepted, 0 where there is none
 * @param values the latest of each asset
 * @param waiting the portfolios that have open orders in each asset; assets without any are left out
 */
public record MarketState(
        Trading trading,
        long lastOrder,
        Progress progress,
        List<SeenQuote> values,
        Map<AssetSymbol, Set<PortfolioId>> waiting) {
    /** Nothing has happened yet. */
    public static final MarketState NEW =
            new MarketState(Trading.Open.ALWAYS, 0, new Progress.Cleared(0), List.of(), Map.of());

    public MarketState {
        values = List.copyOf(values);
        waiting = Map.copyOf(waiting);
    }
}
