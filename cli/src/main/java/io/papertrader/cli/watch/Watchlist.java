package io.papertrader.cli.watch;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Sparkline;
import io.papertrader.cli.view.Table;
import io.papertrader.cli.view.Times;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The assets that are watched, with the values seen so far. */
final class Watchlist {
    private static final int SEEN = 30;

    /** No market that closes opens again sooner. */
    private static final Duration SHORTEST_NIGHT = Duration.ofHours(4);

    /** The symbols as they were typed, by the one form that all spellings of each share. */
    private final Map<String, AssetSymbol> symbols = new TreeMap<>();

    private final Map<AssetSymbol, Watched> watched = new TreeMap<>();

    private static final class Watched {
        private AssetInfo latest;
        private final Deque<Money> seen = new ArrayDeque<>();

        Watched(AssetInfo first) {
            this.latest = first;
        }
    }

    /** Watches these, or all where none is named. */
    Watchlist(Collection<AssetSymbol> symbols) {
        symbols.forEach(symbol -> this.symbols.put(symbol.folded(), symbol));
    }

    /** Takes the latest values; gives those that are new. */
    List<AssetInfo> update(List<AssetInfo> values) {
        return values.stream().filter(this::isWatched).filter(this::isNew).toList();
    }

    private boolean isWatched(AssetInfo value) {
        return isWatched(value.asset().symbol());
    }

    private boolean isWatched(AssetSymbol symbol) {
        return symbols.isEmpty() || symbols.containsKey(symbol.folded());
    }

    private boolean isNew(AssetInfo value) {
        Watched entry = watched.computeIfAbsent(value.asset().symbol(), symbol -> new Watched(value));
        if (value.equals(entry.latest) && !entry.seen.isEmpty()) {
            return false;
        }
        entry.latest = value;
        entry.seen.addLast(value.value());
        if (entry.seen.size() > SEEN) {
            entry.seen.removeFirst();
        }
        return true;
    }

    /** The values among these that are watched and say something new. */
    List<AssetValue> news(List<AssetValue> values) {
        return values.stream()
                .filter(value -> isWatched(value.symbol()) && isNews(value))
                .toList();
    }

    private boolean isNews(AssetValue value) {
        Optional<AssetInfo> latest = latest(value);
        boolean isKnown = latest.filter(info -> info.toValue().equals(value)).isPresent();
        boolean isOvertaken = latest.filter(info -> info.time().isAfter(value.time()))
                .filter(info -> isOfSameDay(info, value))
                .isPresent();
        return !isKnown && !isOvertaken;
    }

    /** True where all else about these assets can be told from their values: an open holds for its day. */
    boolean suffice(List<AssetValue> values) {
        return values.stream()
                .allMatch(value ->
                        latest(value).filter(info -> isOfSameDay(info, value)).isPresent());
    }

    /** Takes values that suffice. */
    List<AssetInfo> apply(List<AssetValue> values) {
        return update(values.stream()
                .flatMap(value -> latest(value).map(info -> later(info, value)).stream())
                .toList());
    }

    private Optional<AssetInfo> latest(AssetValue value) {
        return Optional.ofNullable(watched.get(value.symbol())).map(entry -> entry.latest);
    }

    /** Two times whose day is not sure, as over a night that does not end at midnight of UTC, count as two days. */
    private static boolean isOfSameDay(AssetInfo info, AssetValue value) {
        return info.time().truncatedTo(ChronoUnit.DAYS).equals(value.time().truncatedTo(ChronoUnit.DAYS))
                && Duration.between(info.time(), value.time()).abs().compareTo(SHORTEST_NIGHT) < 0;
    }

    private static AssetInfo later(AssetInfo info, AssetValue value) {
        Asset before = info.asset();
        Asset now = new Asset(
                before.symbol(),
                before.open(),
                Collections.max(List.of(before.high(), value.value())),
                Collections.min(List.of(before.low(), value.value())),
                value.value(),
                before.volume());
        return new AssetInfo(now, info.name(), info.currency(), value.time());
    }

    boolean hasAny() {
        return !watched.isEmpty();
    }

    /** The watched assets that a value was seen of. */
    List<AssetSymbol> known() {
        return List.copyOf(watched.keySet());
    }

    List<AssetSymbol> missing() {
        return symbols.values().stream()
                .filter(symbol -> watched.keySet().stream().noneMatch(symbol::isSameAssetAs))
                .toList();
    }

    Table table(boolean isUnicode) {
        Table table = new Table()
                .words("symbol")
                .figures("value")
                .figures("change")
                .figures("step")
                .words("seen")
                .words("time (UTC)")
                .sparing("seen", "step", "time (UTC)");
        watched.values().forEach(entry -> table.row(row(entry, isUnicode)));
        return table;
    }

    private static List<Cell> row(Watched entry, boolean isUnicode) {
        Asset asset = entry.latest.asset();
        List<Money> seen = List.copyOf(entry.seen);
        Money before = seen.size() < 2 ? seen.getLast() : seen.get(seen.size() - 2);
        return List.of(
                Cell.of(asset.symbol(), Tone.STRONG),
                Cell.of(Figures.price(entry.latest.value())),
                Figures.change(asset.open(), asset.close()),
                Figures.change(before, seen.getLast()),
                Cell.of(Sparkline.of(seen, isUnicode)),
                Cell.of(Times.of(entry.latest.time()), Tone.QUIET));
    }
}
