package io.papertrader.worker.asset;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A number for each asset that this worker has heard of, its own for as long as the worker runs: then some assets are a
 * bit each, and what an update changed is found out once for all clients. For any thread.
 */
@Singleton
public class AssetNumbers {
    private final Map<AssetSymbol, Integer> numbers = new ConcurrentHashMap<>();

    /** The symbols by number; an element is written before the number is told, and never again. */
    private volatile AssetSymbol[] symbols = {};

    private int size;

    /** The asset's number. */
    public int of(AssetSymbol symbol) {
        Integer known = numbers.get(symbol);
        return known == null ? add(symbol) : known;
    }

    /** The asset that has this number. */
    public AssetSymbol symbol(int number) {
        return symbols[number];
    }

    /** The numbers of these assets. */
    public BitSet allOf(Collection<AssetInfo> assets) {
        BitSet all = new BitSet();
        assets.forEach(info -> all.set(of(info.asset().symbol())));
        return all;
    }

    private synchronized int add(AssetSymbol symbol) {
        Integer known = numbers.get(symbol);
        if (known != null) {
            return known;
        }
        AssetSymbol[] all = size < symbols.length ? symbols : Arrays.copyOf(symbols, 2 * size + 1);
        all[size] = symbol;
        symbols = all;
        numbers.put(symbol, size);
        return size++;
    }
}
