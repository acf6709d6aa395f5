package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Money;
import io.papertrader.codec.message.Quantity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The recorded daily values that ship with the master: one file a symbol, {@code symbol,date,open,high,low,close,volume}. */
final class MarketDataFile {
    private MarketDataFile() {}

    /** An asset's values by day; empty where none are recorded. */
    static Map<LocalDate, Asset> daily(AssetSymbol symbol) {
        String name = "/market-data/daily/" + symbol + ".csv";
        Map<LocalDate, Asset> days = new TreeMap<>();
        if (MarketDataFile.class.getResource(name) != null) {
            resource(name).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(columns -> days.put(LocalDate.parse(columns[1]), asset(symbol, columns)));
        }
        return days;
    }

    private static Asset asset(AssetSymbol symbol, String[] columns) {
        return new Asset(
                symbol,
                Money.of(columns[2]),
                Money.of(columns[3]),
                Money.of(columns[4]),
                Money.of(columns[5]),
                Quantity.of(columns[6]));
    }

    static List<String> resource(String name) {
        try (InputStream in = MarketDataFile.class.getResourceAsStream(name);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The recorded values cannot be read: " + name, e);
        }
    }
}
