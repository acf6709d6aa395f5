package io.papertrader.market;

import io.papertrader.market.order.Order;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The open orders of each asset, in the order of clearing; an asset without any has no queue. */
final class Queues {
    private static final NavigableSet<Order> EMPTY =
            Collections.unmodifiableNavigableSet(new TreeSet<>(Order.CLEARING));

    private final Map<AssetSymbol, NavigableSet<Order>> queues = new HashMap<>();

    void add(Order order) {
        queues.computeIfAbsent(order.trade().symbol(), symbol -> new TreeSet<>(Order.CLEARING))
                .add(order);
    }

    void remove(Order order) {
        AssetSymbol symbol = order.trade().symbol();
        NavigableSet<Order> queue = of(symbol);
        queue.remove(order);
        if (queue.isEmpty()) {
            queues.remove(symbol);
        }
    }

    NavigableSet<Order> of(AssetSymbol symbol) {
        return queues.getOrDefault(symbol, EMPTY);
    }

    Iterable<AssetSymbol> symbols() {
        return queues.keySet();
    }
}
