package io.papertrader.master.live;

import io.papertrader.master.asset.Split;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a provider about the past of one asset.
 *
 * @param bars one after another, each true at its close, or why it is none; raw where an asset can have splits
 * @param splits the splits of that time, where it tells of some
 */
public record PastBars(List<Reading> bars, List<Split> splits) {
    public PastBars {
        bars = List.copyOf(bars);
        splits = List.copyOf(splits);
    }

    /** Those of an asset that has no splits. */
    static PastBars of(Stream<Reading> bars) {
        return new PastBars(bars.toList(), List.of());
    }

    /** No bars: it has none of this length. */
    static PastBars none() {
        return of(Stream.of());
    }
}
