package io.papertrader.master.live;

import io.papertrader.master.asset.Resolution;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A provider that has a name and terms, and is not asked. */
public record SomeProvider(String name, DataTerms terms) implements LiveProvider {
    @Override
    public Web web() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<List<Reading>> values(Map<AssetSymbol, String> assets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution) {
        throw new UnsupportedOperationException();
    }
}
