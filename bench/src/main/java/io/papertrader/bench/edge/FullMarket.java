package io.papertrader.bench.edge;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.wire.Frame;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A market of as many assets as an exchange lists, all of them with a new value at each update. */
final class FullMarket {
    static final int ASSETS = 7_100;

    /** The assets that the master tells in one event. */
    private static final int ASSETS_AN_EVENT = 64;

    private static final int SYMBOL_LETTERS = 4;
    private static final int LETTERS = 26;
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final long UNITS_OF_ONE = 100_000_000;

    private final Instant begin = Instant.now().minus(Duration.ofDays(1));
    private final List<AssetSymbol> symbols =
            IntStream.range(0, ASSETS).mapToObj(FullMarket::symbol).sorted().toList();

    private static AssetSymbol symbol(int number) {
        StringBuilder text = new StringBuilder();
        int rest = number;
        for (int i = 0; i < SYMBOL_LETTERS; i++) {
            text.append((char) ('A' + rest % LETTERS));
            rest /= LETTERS;
        }
        return new AssetSymbol(text.toString());
    }

    List<AssetSymbol> symbols() {
        return symbols;
    }

    /** The time of this update's values; the first update is number 0. */
    Instant time(int update) {
        return begin.plus(INTERVAL.multipliedBy(update));
    }

    List<AssetInfo> assets(int update) {
        Money value = new Money(UNITS_OF_ONE * (100 + update));
        return symbols.stream()
                .map(symbol -> new AssetInfo(
                        new Asset(symbol, value, value, value, value, Quantity.of("1000")),
                        symbol + " Incorporated, Common Stock",
                        "USD",
                        time(update)))
                .toList();
    }

    /** An update as the master pushes it. */
    List<Frame> events(int update) {
        List<AssetInfo> assets = assets(update);
        List<Frame> events = new ArrayList<>();
        for (int from = 0; from < assets.size(); from += ASSETS_AN_EVENT) {
            int to = Math.min(from + ASSETS_AN_EVENT, assets.size());
            events.add(MessageCodec.encode(new ValuesUpdated(assets.subList(from, to))));
        }
        return List.copyOf(events);
    }
}
