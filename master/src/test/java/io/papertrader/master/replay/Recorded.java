package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that is recorded of an asset. */
public final class Recorded {
    private Recorded() {}

    public static Map<LocalDate, Asset> days(AssetSymbol symbol) {
        Recording file = Recording.shipped(symbol).orElseThrow();
        Map<LocalDate, Asset> days = new TreeMap<>();
        Optional<LocalDate> day = Optional.of(file.firstDay());
        while (day.isPresent()) {
            LocalDate date = day.get();
            file.on(date).ifPresent(bar -> days.put(date, bar));
            day = file.dayAfter(day.get());
        }
        return days;
    }
}
