package io.papertrader.master.live;

import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.action.ShareRatio;
import io.papertrader.master.asset.Split;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a provider about the past of one asset.
 *
 * @param bars one after another, each true at its close, or why it is none; raw where an asset can have splits
 * @param splits the splits of that time, where it tells of some
 * @param noSplits rows about splits of that time that are none, each with its reason
 */
public record PastBars(List<Reading> bars, List<Split> splits, List<Reading.Nonsense> noSplits) {
    public PastBars {
        bars = List.copyOf(bars);
        splits = List.copyOf(splits);
        noSplits = List.copyOf(noSplits);
    }

    /** Those of an asset with the splits among what is told of its corporate actions. */
    static PastBars with(List<Reading> bars, ToldActions told) {
        return new PastBars(
                bars, told.actions().stream().flatMap(PastBars::split).toList(), told.nonsense());
    }

    private static Stream<Split> split(CorporateAction action) {
        return action.change() instanceof Change.Split(ShareRatio ratio)
                ? Stream.of(new Split(action.exDate(), ratio))
                : Stream.empty();
    }

    /** Those of an asset that has no splits. */
    static PastBars of(Stream<Reading> bars) {
        return new PastBars(bars.toList(), List.of(), List.of());
    }

    /** No bars: it has none of this length. */
    static PastBars none() {
        return of(Stream.of());
    }
}
