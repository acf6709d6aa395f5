package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.util.HashMap;
import java.util.Map;

/**
 * The amounts that the open orders of a portfolio hold back: a sum over them, and nothing that is kept anywhere else.
 */
final class Reserved {
    private final Map<AssetSymbol, Quantity> assets = new HashMap<>();
    private Money cash = Money.ZERO;

    Money cash() {
        return cash;
    }

    Quantity of(AssetSymbol symbol) {
        return assets.getOrDefault(symbol, Quantity.ZERO);
    }

    /** A purchase holds back cash, a sale its quantity. */
    void hold(Order order) {
        AssetSymbol symbol = order.trade().symbol();
        switch (order.trade().side()) {
            case BUY -> cash = cash.plus(order.reserved());
            case SELL -> assets.put(symbol, of(symbol).plus(order.trade().quantity()));
        }
    }

    /** The order holds back nothing any more. */
    void release(Order order) {
        AssetSymbol symbol = order.trade().symbol();
        switch (order.trade().side()) {
            case BUY -> cash = cash.minus(order.reserved());
            case SELL -> put(symbol, of(symbol).minus(order.trade().quantity()));
        }
    }

    private void put(AssetSymbol symbol, Quantity left) {
        if (left.isPositive()) {
            assets.put(symbol, left);
        } else {
            assets.remove(symbol);
        }
    }
}
