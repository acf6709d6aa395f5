package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.TransactionId;
import java.util.List;
import java.util.Map;

/**
 * A portfolio as the journal has it. Its reserved cash and quantities follow from the open orders.
 *
 * @param positions its quantity and cost of each asset; assets of which it holds nothing are left out
 * @param openOrders all of them
 * @param lastEvent the number of its last ending, 0 where there is none
 * @param highestEnded the highest id of its ended orders, {@link TransactionId#FIRST} where there is none
 * @param missed corporate actions that it has to have its part in before all else, in their order: it could not be read
 *     when they came
 */
public record PortfolioState(
        PortfolioId id,
        CurrencyCode currency,
        Money cash,
        Map<AssetSymbol, Position> positions,
        List<Order> openOrders,
        long lastEvent,
        TransactionId highestEnded,
        List<ActionAnnounced> missed) {
    public PortfolioState {
        positions = Map.copyOf(positions);
        openOrders = List.copyOf(openOrders);
        missed = List.copyOf(missed);
    }
}
