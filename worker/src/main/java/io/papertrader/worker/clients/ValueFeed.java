package io.papertrader.worker.clients;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.asset.CurrentValues;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the clients of one event loop of values that they have subscribed to. One that reads slowly is told the newest
 * values when it has caught up, not all of those between.
 */
final class ValueFeed {
    /** The most symbols that one client names; who wants more wants all. */
    static final int MOST_SYMBOLS = 1_000;

    /** The most values that fit one message. */
    private static final int VALUES_AN_EVENT = 500;

    private final CurrentValues current;

    /** Assets by number: which of them a client wants or has missed is a bit for each. */
    private final List<AssetSymbol> symbols = new ArrayList<>();

    private final Map<AssetSymbol, Integer> numbers = new HashMap<>();
    private final Map<Client, Watch> watches = new HashMap<>();
    private final Map<AssetSymbol, Set<Client>> bySymbol = new HashMap<>();
    private final Set<Client> ofAll = new HashSet<>();

    /** Clients whose missed values are told together, a moment later: an update comes in many events. */
    private final Set<Client> soon = new HashSet<>();

    private final Consumer<Runnable> later;

    /**
     * Tells nothing yet.
     *
     * @param later takes a task to run it a moment later, on the same event loop
     */
    ValueFeed(CurrentValues current, Consumer<Runnable> later) {
        this.current = current;
        this.later = later;
    }

    /** The assets that one client has subscribed to, and those of them whose newest value it has not been told. */
    private static final class Watch {
        private final BitSet named = new BitSet();
        private final BitSet missed = new BitSet();
        private boolean isAll;
    }

    /** New values, with the event that tells of all of them made once. */
    static final class Update {
        private final List<AssetValue> values;
        private final byte[] event;

        Update(Collection<AssetInfo> assets) {
            this.values = assets.stream().map(AssetInfo::toValue).toList();
            this.event = encode(values);
        }
    }

    private static byte[] encode(List<AssetValue> values) {
        return MessageCodec.encode(new ValuesChanged(values)).encode().getBytes();
    }

    private int number(AssetSymbol symbol) {
        return numbers.computeIfAbsent(symbol, first -> {
            symbols.add(first);
            return symbols.size() - 1;
        });
    }

    /** Adds these assets, or all where none is named; their latest values are told next. */
    Subscribed subscribe(Client client, List<AssetSymbol> wanted) {
        Watch watch = watches.computeIfAbsent(client, first -> new Watch());
        if (wanted.isEmpty()) {
            watch.isAll = true;
            ofAll.add(client);
            current.all().forEach(info -> watch.missed.set(number(info.asset().symbol())));
        } else {
            wanted.forEach(symbol -> add(client, watch, symbol));
        }
        return state(watch);
    }

    private void add(Client client, Watch watch, AssetSymbol symbol) {
        int number = number(symbol);
        watch.named.set(number);
        watch.missed.set(number);
        bySymbol.computeIfAbsent(symbol, first -> new HashSet<>()).add(client);
    }

    /** The assets that some client has named. */
    Set<AssetSymbol> named() {
        return bySymbol.keySet();
    }

    /** The number of symbols that a client has named. */
    int size(Client client) {
        Watch watch = watches.get(client);
        return watch == null ? 0 : watch.named.cardinality();
    }

    /** Tells the client nothing more. */
    Subscribed unsubscribe(Client client) {
        Watch watch = watches.remove(client);
        if (watch != null) {
            ofAll.remove(client);
            watch.named.stream()
                    .mapToObj(symbols::get)
                    .forEach(symbol -> bySymbol.computeIfPresent(symbol, (key, clients) -> {
                        clients.remove(client);
                        return clients.isEmpty() ? null : clients;
                    }));
        }
        return state(new Watch());
    }

    private static Subscribed state(Watch watch) {
        return new Subscribed(watch.isAll, watch.named.cardinality());
    }

    /**
     * Tells all clients the values of an update that they have subscribed to. A client may change its subscription on
     * hearing one.
     */
    void update(Update update) {
        Map<Client, List<AssetValue>> some = new HashMap<>();
        update.values.forEach(value -> bySymbol.getOrDefault(value.symbol(), Set.of())
                .forEach(client ->
                        some.computeIfAbsent(client, first -> new ArrayList<>()).add(value)));
        List<Client> all = List.copyOf(ofAll);
        all.forEach(some::remove);
        some.forEach((client, values) -> miss(client, Objects.requireNonNull(watches.get(client)), values));
        all.forEach(client -> tellAll(client, update));
    }

    private void tellAll(Client client, Update update) {
        Watch watch = watches.get(client);
        if (watch == null) {
            return;
        }
        boolean isTold = watch.missed.isEmpty() && !client.isBehind() && client.tell(update.event);
        if (!isTold) {
            miss(client, watch, update.values);
        }
    }

    private void miss(Client client, Watch watch, List<AssetValue> values) {
        values.forEach(value -> watch.missed.set(number(value.symbol())));
        if (soon.isEmpty()) {
            later.accept(this::catchUp);
        }
        soon.add(client);
    }

    private void catchUp() {
        List<Client> all = List.copyOf(soon);
        soon.clear();
        all.forEach(this::catchUp);
    }

    /**
     * Tells a client the newest of the values that it has missed, as far as it takes them; stale ones wait to be fresh.
     */
    void catchUp(Client client) {
        Watch watch = watches.get(client);
        boolean isTold = true;
        while (isTold && watch != null && !watch.missed.isEmpty() && !client.isBehind() && !current.isStale()) {
            List<AssetValue> newest = takeMissed(watch.missed);
            if (!newest.isEmpty()) {
                isTold = client.tell(encode(newest));
            }
            if (!isTold) {
                newest.forEach(value -> watch.missed.set(number(value.symbol())));
            }
        }
    }

    private List<AssetValue> takeMissed(BitSet missed) {
        List<AssetValue> newest = new ArrayList<>();
        for (int at = missed.nextSetBit(0); at >= 0 && newest.size() < VALUES_AN_EVENT; at = missed.nextSetBit(at)) {
            missed.clear(at);
            current.find(symbols.get(at)).map(AssetInfo::toValue).ifPresent(newest::add);
        }
        return newest;
    }
}
