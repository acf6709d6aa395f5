package io.papertrader.master.live;

import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that are taken of what providers say; the trouble of each other one is named. For any thread. */
final class TakenValues {
    private final Judge judge;
    private final Troubles troubles;
    private final InstantSource time;

    TakenValues(Judge judge, Troubles troubles, InstantSource time) {
        this.judge = judge;
        this.troubles = troubles;
        this.time = time;
    }

    synchronized List<Sample> of(LiveProvider provider, List<Reading> readings, Known known) {
        Instant now = time.instant();
        Map<AssetSymbol, Sample> taken = new LinkedHashMap<>();
        for (Reading reading : readings) {
            AssetSymbol symbol = reading.symbol();
            switch (judge.judge(reading, known.of(symbol), now)) {
                case Judge.Verdict.Taken(Sample sample) -> {
                    taken.put(symbol, sample);
                    troubles.isWell(symbol);
                }
                case Judge.Verdict.Unchanged() -> troubles.isWell(symbol);
                case Judge.Verdict.Refused(String reason) -> troubles.has(symbol, provider.name(), reason, now);
            }
        }
        return List.copyOf(taken.values());
    }

    /** A provider tells nothing of an asset, and no other one does. */
    void noneOf(AssetSymbol symbol, LiveProvider provider, String why) {
        troubles.has(symbol, provider.name(), why, time.instant());
    }
}
