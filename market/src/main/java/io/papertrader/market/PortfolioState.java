package io.papertrader.market;

import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import java.util.List;
import java.util.Map;

/**
 * A portfolio as the journal has it. What is reserved follows from the open orders.
 *
 * @param positions what it holds; assets of which it holds nothing are left out
 * @param openOrders all of them
 * @param lastEvent the number of its last ending, 0 where there is none
 * @param recentOrders the last that have ended, the oldest first
 * @param hasOlderOrders whether others had ended before those
 */
public record PortfolioState(
        PortfolioId id,
        CurrencyCode currency,
        Money cash,
        Map<AssetSymbol, Position> positions,
        List<Order> openOrders,
        long lastEvent,
        List<PastOrder> recentOrders,
        boolean hasOlderOrders) {
    public PortfolioState {
        positions = Map.copyOf(positions);
        openOrders = List.copyOf(openOrders);
        recentOrders = List.copyOf(recentOrders);
    }
}
