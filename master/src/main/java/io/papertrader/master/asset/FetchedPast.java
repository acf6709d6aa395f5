package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;

/**
 * The answer of a provider about the past of an asset.
 *
 * @param source the provider
 * @param bars those that may be stored, raw: as they were traded
 * @param splits the splits that it knows of, by which the bars are adjusted when they are shown
 * @param asked the dates that it was asked for
 */
public record FetchedPast(
        AssetSymbol asset,
        Resolution resolution,
        String source,
        List<Sample> bars,
        List<Split> splits,
        List<AskedDates> asked) {
    public FetchedPast {
        bars = List.copyOf(bars);
        splits = List.copyOf(splits);
        asked = List.copyOf(asked);
    }

    /** The same with some of its bars alone. */
    public FetchedPast with(List<Sample> some) {
        return new FetchedPast(asset, resolution, source, some, splits, asked);
    }
}
