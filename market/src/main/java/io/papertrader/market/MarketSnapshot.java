package io.papertrader.market;

import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;
import java.util.Map;

/**
 * Everything that the market begins with, as the journal has it. Portfolios, and who has open orders in which asset,
 * are recalled when they are needed.
 *
 * @param trading its trading: open, halted or closed
 * @param lastOrder the number of the last order that was accepted, 0 where there is none
 * @param values the latest of each asset
 * @param lastAction the number of the last corporate action that was announced, 0 where there is none
 * @param exchanged the update behind which each asset needs a new value to be traded on, since its shares are others;
 *     others are left out
 */
public record MarketSnapshot(
        Trading trading,
        long lastOrder,
        Progress progress,
        List<SeenQuote> values,
        long lastAction,
        Map<AssetSymbol, Long> exchanged) {
    /** Nothing has happened yet. */
    public static final MarketSnapshot NEW =
            new MarketSnapshot(Trading.Open.ALWAYS, 0, new Progress.Cleared(0), List.of(), 0, Map.of());

    public MarketSnapshot {
        values = List.copyOf(values);
        exchanged = Map.copyOf(exchanged);
    }
}
