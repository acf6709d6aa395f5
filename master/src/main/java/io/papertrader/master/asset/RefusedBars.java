package io.papertrader.master.asset;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars of the past, and recorded ones, that are not taken. Whoever refuses one names it in the log; here they are
 * counted, and the last of each asset is kept for the operator.
 */
@ApplicationScoped
public class RefusedBars {
    /** Files may be wrong in each row of thousands of assets: the latest are shown. */
    static final int MOST_KEPT = 200;

    private final MeterRegistry metrics;
    private final InstantSource time;

    /** The latest stands last. */
    private final Map<Kind, RefusedBar> last = new LinkedHashMap<>();

    private record Kind(AssetSymbol symbol, String source) {}

    public RefusedBars(MeterRegistry metrics, InstantSource time) {
        this.metrics = metrics;
        this.time = time;
    }

    /** Notes that a bar of a source is not taken. */
    public void add(AssetSymbol symbol, String source, String why) {
        add(symbol, source, 1, why);
    }

    /** Notes that some are not, for the same reason. */
    public void add(AssetSymbol symbol, String source, long bars, String why) {
        metrics.counter("papertrader.bars.refused", "provider", source).increment((double) bars);
        keep(new Kind(symbol, source), bars, why);
    }

    private synchronized void keep(Kind kind, long bars, String why) {
        RefusedBar before = last.remove(kind);
        long sum = bars + (before == null ? 0 : before.bars());
        last.put(kind, new RefusedBar(kind.symbol, kind.source, sum, why, time.instant()));
        if (last.size() > MOST_KEPT) {
            last.remove(last.keySet().iterator().next());
        }
    }

    /** The last of each asset and source, the latest first. */
    public synchronized List<RefusedBar> latest() {
        return last.values().stream()
                .sorted(Comparator.comparing(RefusedBar::at)
                        .reversed()
                        .thenComparing(RefusedBar::symbol)
                        .thenComparing(RefusedBar::source))
                .toList();
    }
}
