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
    private final Map<Listener, Watch> watches = new HashMap<>();

    /** Clients whose missed values are told together, a moment later: an update comes in many events. */
    private final Set<Listener> soon = new HashSet<>();

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

    /** A client that values are told to. */
    interface Listener {
        /** True where it is so far behind with its reading that values should wait. */
        boolean isBehind();

        /** Tells it something that can wait; false where there is no room for it now. */
        boolean tell(byte[] event);
    }

    /** The assets that one client has subscribed to, and those of them whose newest value it has not been told. */
    private static final class Watch {
        private final BitSet named = new BitSet();
        private final BitSet missed = new BitSet();
        private boolean isAll;

        private void miss(BitSet some) {
            BitSet wanted = (BitSet) some.clone();
            if (!isAll) {
                wanted.and(named);
            }
            missed.or(wanted);
        }
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

    private BitSet numbers(List<AssetValue> values) {
        BitSet all = new BitSet(symbols.size());
        values.forEach(value -> all.set(number(value.symbol())));
        return all;
    }

    /** Adds these assets, or all where none is named; their latest values are told next. */
    Subscribed subscribe(Listener client, List<AssetSymbol> wanted) {
        Watch watch = watches.computeIfAbsent(client, first -> new Watch());
        if (wanted.isEmpty()) {
            watch.isAll = true;
            current.all().forEach(info -> watch.missed.set(number(info.asset().symbol())));
        } else {
            wanted.forEach(symbol -> add(watch, number(symbol)));
        }
        return state(watch);
    }

    private static void add(Watch watch, int number) {
        watch.named.set(number);
        watch.missed.set(number);
    }

    /** The assets that some client has named. */
    List<AssetSymbol> named() {
        BitSet all = new BitSet(symbols.size());
        watches.values().forEach(watch -> all.or(watch.named));
        return all.stream().mapToObj(symbols::get).toList();
    }

    /** The number of symbols that a client has named. */
    int size(Listener client) {
        Watch watch = watches.get(client);
        return watch == null ? 0 : watch.named.cardinality();
    }

    /** Tells the client nothing more. */
    Subscribed unsubscribe(Listener client) {
        watches.remove(client);
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
        if (watches.isEmpty()) {
            return;
        }
        BitSet changed = numbers(update.values);
        List<Listener> ofAll = new ArrayList<>();
        watches.forEach((client, watch) -> {
            if (watch.isAll) {
                ofAll.add(client);
            } else if (watch.named.intersects(changed)) {
                miss(client, watch, changed);
            }
        });
        ofAll.forEach(client -> tellAll(client, update, changed));
    }

    private void tellAll(Listener client, Update update, BitSet changed) {
        Watch watch = watches.get(client);
        if (watch == null) {
            return;
        }
        boolean isTold = watch.missed.isEmpty() && !client.isBehind() && client.tell(update.event);
        if (!isTold) {
            miss(client, watch, changed);
        }
    }

    private void miss(Listener client, Watch watch, BitSet changed) {
        watch.miss(changed);
        if (soon.isEmpty()) {
            later.accept(this::catchUp);
        }
        soon.add(client);
    }

    private void catchUp() {
        List<Listener> all = List.copyOf(soon);
        soon.clear();
        all.forEach(this::catchUp);
    }

    /**
     * Tells a client the newest of the values that it has missed, as far as it takes them; stale ones wait to be fresh.
     */
    void catchUp(Listener client) {
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
