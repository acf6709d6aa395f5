package io.papertrader.worker.clients;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.asset.AssetNumbers;
import io.papertrader.worker.asset.CurrentValues;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the clients of one event loop of values that they have subscribed to. One that reads slowly is told the newest
 * values when it has caught up, not all of those between.
 */
final class ValueFeed {
    /** The most symbols that one client names; who wants more wants all. */
    static final int MOST_SYMBOLS = 1_000;

    /** The moments after which a client is told although values still come. */
    static final int MOST_MOMENTS = 10;

    /** The most values that fit one message. */
    private static final int VALUES_AN_EVENT = 500;

    private final CurrentValues current;

    /** By their numbers, the assets that a client wants or has missed are a bit each. */
    private final AssetNumbers numbers;

    private final Map<Listener, Watch> watches = new HashMap<>();

    /**
     * Clients whose missed values are told together: an update comes in many events, and to tell a client of one asset
     * after the other would cost more than all else.
     */
    private final Set<Listener> soon = new HashSet<>();

    private final Consumer<Runnable> later;

    /** The moments for which they have waited. */
    private int moments;

    /** True where values have come within the last moment. */
    private boolean isComing;

    /**
     * Tells nothing yet.
     *
     * @param later takes a task to run it a moment later, on the same event loop
     */
    ValueFeed(CurrentValues current, AssetNumbers numbers, Consumer<Runnable> later) {
        this.current = current;
        this.numbers = numbers;
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

        private void miss(BitSet changed) {
            if (isAll) {
                missed.or(changed);
                return;
            }
            // The set of this loop is cloned: a clone trims its source, and other loops read the changed ones.
            BitSet wanted = (BitSet) named.clone();
            wanted.and(changed);
            missed.or(wanted);
        }
    }

    /** New values, looked at once for the clients of all event loops. */
    static final class Update {
        private final Collection<AssetInfo> assets;
        private final BitSet changed;

        /** The event that tells of all of them; made when somebody wants them all. */
        private volatile Optional<byte[]> event = Optional.empty();

        Update(Collection<AssetInfo> assets, AssetNumbers numbers) {
            this.assets = assets;
            this.changed = numbers.allOf(assets);
        }

        private byte[] event() {
            Optional<byte[]> made = event;
            if (made.isEmpty()) {
                made = Optional.of(
                        encode(assets.stream().map(AssetInfo::toValue).toList()));
                event = made;
            }
            return made.get();
        }
    }

    private static byte[] encode(List<AssetValue> values) {
        return MessageCodec.encode(new ValuesChanged(values)).encode().getBytes();
    }

    /** Adds these assets, or all where none is named; their latest values are told next. */
    Subscribed subscribe(Listener client, List<AssetSymbol> wanted) {
        Watch watch = watches.computeIfAbsent(client, first -> new Watch());
        if (wanted.isEmpty()) {
            watch.isAll = true;
            watch.missed.or(numbers.allOf(current.all()));
        } else {
            wanted.forEach(symbol -> add(watch, numbers.of(symbol)));
        }
        return state(watch);
    }

    private static void add(Watch watch, int number) {
        watch.named.set(number);
        watch.missed.set(number);
    }

    /** The assets that some client has named. */
    List<AssetSymbol> named() {
        BitSet all = new BitSet();
        watches.values().forEach(watch -> all.or(watch.named));
        return all.stream().mapToObj(numbers::symbol).toList();
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
        isComing = true;
        List<Listener> ofAll = new ArrayList<>();
        watches.forEach((client, watch) -> {
            if (watch.isAll) {
                ofAll.add(client);
            } else if (watch.named.intersects(update.changed)) {
                miss(client, watch, update.changed);
            }
        });
        ofAll.forEach(client -> tellAll(client, update));
    }

    private void tellAll(Listener client, Update update) {
        Watch watch = watches.get(client);
        if (watch == null) {
            return;
        }
        boolean isTold = watch.missed.isEmpty() && !client.isBehind() && client.tell(update.event());
        if (!isTold) {
            miss(client, watch, update.changed);
        }
    }

    private void miss(Listener client, Watch watch, BitSet changed) {
        watch.miss(changed);
        if (soon.isEmpty()) {
            moments = 0;
            await();
        }
        soon.add(client);
    }

    private void await() {
        isComing = false;
        later.accept(this::momentOver);
    }

    /** A moment without more values is the end of an update. */
    private void momentOver() {
        moments++;
        if (isComing && moments < MOST_MOMENTS) {
            await();
        } else {
            catchUp();
        }
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
                newest.forEach(value -> watch.missed.set(numbers.of(value.symbol())));
            }
        }
    }

    private List<AssetValue> takeMissed(BitSet missed) {
        List<AssetValue> newest = new ArrayList<>();
        for (int at = missed.nextSetBit(0); at >= 0 && newest.size() < VALUES_AN_EVENT; at = missed.nextSetBit(at)) {
            missed.clear(at);
            current.listed(numbers.symbol(at)).map(AssetInfo::toValue).ifPresent(newest::add);
        }
        return newest;
    }
}
