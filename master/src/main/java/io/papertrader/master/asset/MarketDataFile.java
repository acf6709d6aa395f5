package io.papertrader.master.asset;

import io.papertrader.codec.message.Asset;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The recorded daily values of one asset, which ship with the master: {@code symbol,date,open,high,low,close,volume} a
 * row, oldest first. They stay the text that they are and a row is read when its day comes: there are years of days, and
 * a start that read them all would spend most of its time and memory on them.
 */
final class MarketDataFile {
    private static final int DATE_LENGTH = "2013-02-08".length();

    private final AssetSymbol symbol;
    private final String text;
    private final int firstRow;

    private MarketDataFile(AssetSymbol symbol, String text) {
        this.symbol = symbol;
        this.text = text;
        this.firstRow = text.indexOf('\n') + 1;
    }

    /** An asset's values; empty where none are recorded. */
    static Optional<MarketDataFile> of(AssetSymbol symbol) {
        String name = "/market-data/daily/" + symbol + ".csv";
        return MarketDataFile.class.getResource(name) == null
                ? Optional.empty()
                : Optional.of(new MarketDataFile(symbol, text(name)));
    }

    /** The lines of a resource. */
    static List<String> lines(String name) {
        return text(name).lines().toList();
    }

    private static String text(String name) {
        try (InputStream in = MarketDataFile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The recorded values cannot be read: " + name, e);
        }
    }

    LocalDate firstDay() {
        return day(firstRow);
    }

    LocalDate lastDay() {
        return day(startOfRow(text.length() - 1));
    }

    /** The first recorded day that is later. */
    Optional<LocalDate> dayAfter(LocalDate day) {
        int row = rowAfter(day);
        return row == text.length() ? Optional.empty() : Optional.of(day(row));
    }

    /** The values of a day; empty where none are recorded. */
    Optional<Asset> on(LocalDate day) {
        int row = rowAfter(day.minusDays(1));
        return row < text.length() && day(row).equals(day) ? Optional.of(asset(row)) : Optional.empty();
    }

    /** Where the first row of a later day begins; the end of the text where there is none. */
    private int rowAfter(LocalDate day) {
        String date = day.toString();
        int low = firstRow;
        int high = text.length();
        while (low < high) {
            int row = startOfRow((low + high) / 2);
            if (date(row).compareTo(date) <= 0) {
                low = text.indexOf('\n', row) + 1;
            } else {
                high = row;
            }
        }
        return low;
    }

    private int startOfRow(int position) {
        return text.lastIndexOf('\n', position - 1) + 1;
    }

    private String date(int row) {
        int start = text.indexOf(',', row) + 1;
        return text.substring(start, start + DATE_LENGTH);
    }

    private LocalDate day(int row) {
        return LocalDate.parse(date(row));
    }

    private Asset asset(int row) {
        String[] columns = text.substring(row, text.indexOf('\n', row)).split(",", -1);
        return new Asset(
                symbol,
                Money.of(columns[2]),
                Money.of(columns[3]),
                Money.of(columns[4]),
                Money.of(columns[5]),
                Quantity.of(columns[6]));
    }
}
