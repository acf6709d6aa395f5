package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recordings of the operator's own, from a folder of CSV files as spreadsheets save them too: days or minutes, rows in
 * any order and of any number of assets. A row that is none ends the start with its line named; one whose prices cannot
 * be is left out with a warning.
 */
final class RecordedFolder {
    private static final String SETTING = "PAPERTRADER_REPLAY_FOLDER";
    /** Corporate actions of the same assets. */
    private static final String ACTIONS = "actions.csv";

    /** Bids and offers of each minute, which stand beside the trades. */
    private static final String OFFERS = "symbol,time,bid_";

    /** Days of which the close alone is known; what stands behind the volume is passed over. */
    private static final String CLOSES = "symbol,date,close,volume";

    private static final int CLOSE = 2;

    /** A folder for each asset, and one for each year in it. */
    private static final int DEPTH = 3;

    private static final int COLUMNS = Recording.HEADING.split(",", -1).length;
    private static final int DATE_LENGTH = "2013-02-08".length();

    private final Path folder;
    private final Function<AssetSymbol, Optional<Listed>> list;
    private final LeftOutRows leftOut;
    private final Map<AssetSymbol, RecordedAsset> assets = new TreeMap<>();

    /** The assets by the symbols in the files: there are millions of rows, and few symbols. */
    private final Map<String, Named> named = new HashMap<>();

    /** The columns of the file that is read, where it has closes alone. */
    private OptionalInt columnsOfCloses = OptionalInt.empty();

    private RecordedFolder(Path folder, Function<AssetSymbol, Optional<Listed>> list, LeftOutRows leftOut) {
        this.folder = folder;
        this.list = list;
        this.leftOut = leftOut;
    }

    /** An asset of the list, as it is spelled there, and its hours. */
    record Listed(AssetSymbol symbol, TradingCalendar hours) {}

    /** A symbol of a file, and the asset of the list that it names. */
    private record Named(AssetSymbol symbol, Optional<Listed> listed) {}

    /** All that is recorded of each listed asset that has anything. */
    static Collection<RecordedAsset> read(
            Path folder, Function<AssetSymbol, Optional<Listed>> list, LeftOutRows leftOut) {
        RecordedFolder read = new RecordedFolder(folder, list, leftOut);
        List<Path> files = read.files();
        if (files.isEmpty()) {
            throw StartRefusal.because("%s %s has no file that ends in .csv or .csv.gz; put recorded values there: %s."
                    .formatted(SETTING, folder, Recording.HEADING));
        }
        files.forEach(read::addAll);
        NavigableSet<LocalDate> daysOfAny = read.assets.values().stream()
                .flatMap(asset -> asset.allDays().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        read.assets.values().forEach(asset -> asset.complete(daysOfAny));
        return List.copyOf(read.assets.values());
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.walk(folder, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(file -> SheetFile.isOne(file) && Files.isRegularFile(file))
                    .filter(file -> !file.endsWith(ACTIONS))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw StartRefusal.because(
                    "%s %s cannot be read: %s; name a folder with recorded values.".formatted(SETTING, folder, e));
        }
    }

    private void addAll(Path file) {
        columnsOfCloses = OptionalInt.empty();
        try {
            SheetFile.read(file, SheetRow.Place.BEGINNING, this::add);
        } catch (IOException e) {
            throw StartRefusal.because("%s cannot be read: %s.".formatted(file, e));
        }
    }

    /** Takes a row; false where the file has nothing to replay. */
    private boolean add(SheetRow row) {
        if (row.isHeadingLike(OFFERS)) {
            return false;
        }
        if (row.isBlank()) {
            return true;
        }
        if (row.isHeading(Recording.HEADING) || row.isHeading(Minute.HEADING)) {
            columnsOfCloses = OptionalInt.empty();
            return true;
        }
        if (row.isHeadingLike(CLOSES)) {
            columnsOfCloses = OptionalInt.of(row.columns().size());
            return true;
        }
        if (row.columns().size() != columnsOfCloses.orElse(COLUMNS)) {
            throw row.fault(
                    "there are " + row.columns().size() + " columns",
                    columnsOfCloses.isPresent() ? CLOSES : Recording.HEADING);
        }
        if (columnsOfCloses.isPresent()) {
            addClose(row);
            return true;
        }
        String time = row.columns().get(1);
        boolean isDay = time.length() <= DATE_LENGTH;
        try {
            if (isDay) {
                addDay(row, LocalDate.parse(time), RecordedAsset.Day.BAR);
            } else {
                addMinute(row);
            }
        } catch (DateTimeException bad) {
            throw isDay
                    ? row.fault("\"" + time + "\" is no date like 2018-02-07", Recording.HEADING)
                    : row.fault("\"" + time + "\" is no minute like 2018-02-07T09:30:00", Minute.HEADING);
        } catch (IllegalArgumentException bad) {
            throw row.fault("a column " + bad.getMessage(), isDay ? Recording.HEADING : Minute.HEADING);
        }
        return true;
    }

    private void addClose(SheetRow row) {
        List<String> columns = row.columns();
        String date = columns.get(1);
        String close = columns.get(CLOSE);
        List<String> bar = List.of(columns.getFirst(), date, close, close, close, close, columns.get(CLOSE + 1));
        try {
            addDay(new SheetRow(row.file(), row.place(), bar), LocalDate.parse(date), RecordedAsset.Day.CLOSE);
        } catch (DateTimeException bad) {
            throw row.fault("\"" + date + "\" is no date like 2018-02-07", CLOSES);
        } catch (IllegalArgumentException bad) {
            throw row.fault("a column " + bad.getMessage(), CLOSES);
        }
    }

    private void addDay(SheetRow row, LocalDate date, RecordedAsset.Day known) {
        Named named = named(row);
        if (Recording.bar(named.symbol(), row.columns()).isEmpty()) {
            leaveOut(named, row, "the prices of " + date + " cannot be");
            return;
        }
        named.listed()
                .flatMap(listed -> asset(listed).addDay(date, String.join(",", row.columns()), known))
                .ifPresent(reason -> leaveOut(named, row, reason));
    }

    private void addMinute(SheetRow row) {
        Named named = named(row);
        Optional<Minute> minute =
                Minute.of(row, named.listed().map(Listed::symbol).orElse(named.symbol()));
        if (minute.isEmpty()) {
            leaveOut(named, row, "the prices of " + row.columns().get(1) + " cannot be");
            return;
        }
        named.listed()
                .flatMap(found -> asset(found).addMinute(row, minute.get()))
                .ifPresent(reason -> leaveOut(named, row, reason));
    }

    private Named named(SheetRow row) {
        return named.computeIfAbsent(row.columns().getFirst(), text -> {
            AssetSymbol symbol = row.symbol();
            return new Named(symbol, list.apply(symbol));
        });
    }

    private RecordedAsset asset(Listed listed) {
        return assets.computeIfAbsent(listed.symbol(), first -> new RecordedAsset(first, listed.hours(), leftOut));
    }

    private void leaveOut(Named named, SheetRow row, String reason) {
        leftOut.add(named.symbol(), "%s, line %d is left out: %s".formatted(row.file(), row.number(), reason));
    }
}
