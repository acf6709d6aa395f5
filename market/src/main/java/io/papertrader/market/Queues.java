package io.papertrader.market;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.HashMap;
import java.util.Map;

/** The queue of each asset that has open orders. */
final class Queues {
    private final Map<AssetSymbol, Queue> queues = new HashMap<>();

    void add(OpenOrder order) {
        queues.computeIfAbsent(order.order().trade().symbol(), symbol -> new Queue())
                .add(order);
    }

    /** One of the asset's orders has ended. */
    void end(AssetSymbol symbol) {
        Queue queue = queues.get(symbol);
        queue.end();
        if (queue.isEmpty()) {
            queues.remove(symbol);
        }
    }

    /** By asset; only those with open orders. */
    Map<AssetSymbol, Queue> all() {
        return queues;
    }
}
