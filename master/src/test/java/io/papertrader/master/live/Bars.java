package io.papertrader.master.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.InstantSource;
import java.util.List;

/** The bars of a provider that are sure. */
final class Bars {
    private Bars() {}

    static List<Sample> days(LiveProvider provider, AssetSymbol symbol, String ownName, Stretch stretch) {
        PastBars told = provider.history(symbol, ownName, stretch, Resolution.DAY)
                .await()
                .indefinitely();
        return new BarJudge(new RefusedRows(new SimpleMeterRegistry(), InstantSource.system()))
                .sure(provider, symbol, stretch, told);
    }
}
