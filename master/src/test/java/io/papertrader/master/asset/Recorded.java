package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is recorded of an asset. */
final class Recorded {
    private Recorded() {}

    static Map<LocalDate, Asset> days(AssetSymbol symbol) {
        MarketDataFile file = MarketDataFile.of(symbol).orElseThrow();
        Map<LocalDate, Asset> days = new TreeMap<>();
        Optional<LocalDate> day = Optional.of(file.firstDay());
        while (day.isPresent()) {
            days.put(day.get(), file.on(day.get()).orElseThrow());
            day = file.dayAfter(day.get());
        }
        return days;
    }
}
