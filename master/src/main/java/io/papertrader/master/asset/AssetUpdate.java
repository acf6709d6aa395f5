package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The samples that one retrieval brought, one an asset. */
public record AssetUpdate(List<Sample> samples) {
    public AssetUpdate {
        samples = List.copyOf(samples);
    }

    /** Samples of one time and source. */
    public static AssetUpdate of(Instant time, String source, List<Asset> assets) {
        return new AssetUpdate(
                assets.stream().map(asset -> new Sample(asset, time, source)).toList());
    }

    /** An update with nothing new of any asset. */
    public static AssetUpdate empty() {
        return new AssetUpdate(List.of());
    }

    /** The same of these assets alone. */
    public AssetUpdate only(Set<AssetSymbol> symbols) {
        return where(sample -> symbols.contains(sample.asset().symbol()));
    }

    /** The same of those samples alone. */
    public AssetUpdate where(Predicate<Sample> wanted) {
        return new AssetUpdate(samples.stream().filter(wanted).toList());
    }
}
