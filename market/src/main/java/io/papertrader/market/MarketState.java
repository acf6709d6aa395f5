package io.papertrader.market;

import io.papertrader.market.value.SeenQuote;
import java.util.List;

/**
 * Everything that the market knows beside its portfolios, as the journal has it.
 *
 * @param lastOrder the number of the last order that was accepted, 0 where there is none
 * @param values the latest of each asset
 */
public record MarketState(long lastOrder, Progress progress, List<SeenQuote> values) {
    /** Nothing has happened yet. */
    public static final MarketState NEW = new MarketState(0, new Progress.Cleared(0), List.of());

    public MarketState {
        values = List.copyOf(values);
    }
}
