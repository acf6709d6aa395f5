package io.papertrader.master.asset;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.asset.RefusedRow.Kind;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars of the past, recorded ones, and corporate actions that are not taken. Whoever refuses one names it in the log;
 * here they are counted, and the last of each asset and kind is kept for the operator.
 */
@ApplicationScoped
public class RefusedRows {
    /** Files may be wrong in each row of thousands of assets: the latest are shown. */
    static final int MOST_KEPT = 200;

    private final MeterRegistry metrics;
    private final InstantSource time;

    /** The latest stands last. */
    private final Map<Key, RefusedRow> last = new LinkedHashMap<>();

    private record Key(AssetSymbol symbol, String source, Kind kind) {}

    public RefusedRows(MeterRegistry metrics, InstantSource time) {
        this.metrics = metrics;
        this.time = time;
    }

    /** Notes that a bar of a source is not taken. */
    public void addBar(AssetSymbol symbol, String source, String why) {
        addBars(symbol, source, 1, why);
    }

    /** Notes that some are not, for the same reason. */
    public void addBars(AssetSymbol symbol, String source, long bars, String why) {
        add("papertrader.bars.refused", new Key(symbol, source, Kind.BARS), bars, why);
    }

    /** Notes that a corporate action, as a source tells of it, is not taken. */
    public void addAction(AssetSymbol symbol, String source, String why) {
        add("papertrader.actions.refused", new Key(symbol, source, Kind.ACTIONS), 1, why);
    }

    private synchronized void add(String metric, Key key, long rows, String why) {
        metrics.counter(metric, "provider", key.source).increment((double) rows);
        RefusedRow before = last.remove(key);
        long sum = rows + (before == null ? 0 : before.rows());
        last.put(key, new RefusedRow(key.symbol, key.source, key.kind, sum, why, time.instant()));
        if (last.size() > MOST_KEPT) {
            last.remove(last.keySet().iterator().next());
        }
    }

    /** The last of each asset, source and kind, the latest first. */
    public synchronized List<RefusedRow> latest() {
        return last.values().stream()
                .sorted(Comparator.comparing(RefusedRow::at)
                        .reversed()
                        .thenComparing(RefusedRow::symbol)
                        .thenComparing(RefusedRow::source)
                        .thenComparing(RefusedRow::kind))
                .toList();
    }
}
