package io.papertrader.master.replay;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.Resources;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The recorded daily values of one asset: {@code symbol,date,open,high,low,close,volume} a row, oldest first, behind a
 * heading. The rows stay text, and each is read when its day comes: a recording has years of days, and a start that
 * read them all would spend most of its time and memory on them.
 */
final class Recording {
    /** The heading of a recording, and the order of its columns. */
    static final String HEADING = "symbol,date,open,high,low,close,volume";

    private static final int DATE_LENGTH = "2013-02-08".length();

    private final AssetSymbol symbol;
    private final String text;
    private final int firstRow;

    Recording(AssetSymbol symbol, String text) {
        this.symbol = symbol;
        this.text = text;
        this.firstRow = text.indexOf('\n') + 1;
    }

    /** The values of an asset that ship with the master; empty where there are none. */
    static Optional<Recording> shipped(AssetSymbol symbol) {
        return Resources.text("/market-data/daily/" + symbol + ".csv").map(text -> new Recording(symbol, text));
    }

    /** A day's bar as a row of a recording. */
    static String row(LocalDate date, Asset bar) {
        return "%s,%s,%s,%s,%s,%s,%s"
                .formatted(bar.symbol(), date, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }

    /** A recording of such rows. */
    static Recording of(AssetSymbol symbol, Collection<String> rows) {
        return new Recording(symbol, HEADING + "\n" + String.join("\n", rows) + "\n");
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

    /** The values of a day; empty where none are recorded, or none that can be. */
    Optional<Asset> on(LocalDate day) {
        int row = rowAfter(day.minusDays(1));
        return row < text.length() && day(row).equals(day) ? asset(row) : Optional.empty();
    }

    /** The place where the first row of a later day begins; the end of the text where there is none. */
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

    private Optional<Asset> asset(int row) {
        return bar(symbol, List.of(text.substring(row, text.indexOf('\n', row)).split(",", -1)));
    }

    /**
     * A day's bar out of its columns; empty where a price is missing, or the open or the close lies outside of the
     * extremes.
     *
     * @throws IllegalArgumentException where a column is no amount
     */
    static Optional<Asset> bar(AssetSymbol symbol, List<String> columns) {
        for (int price = 2; price < 6; price++) {
            if (columns.get(price).isBlank()) {
                return Optional.empty();
            }
        }
        Asset bar = new Asset(
                symbol,
                Money.of(columns.get(2)),
                Money.of(columns.get(3)),
                Money.of(columns.get(4)),
                Money.of(columns.get(5)),
                Quantity.of(columns.get(6)));
        return isPossible(bar) ? Optional.of(bar) : Optional.empty();
    }

    private static boolean isPossible(Asset bar) {
        return bar.low().units() > 0 && isWithin(bar.open(), bar) && isWithin(bar.close(), bar);
    }

    private static boolean isWithin(Money price, Asset bar) {
        return price.compareTo(bar.low()) >= 0 && price.compareTo(bar.high()) <= 0;
    }
}
