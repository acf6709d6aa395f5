package io.papertrader.master.replay;

import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;

/**
 * Recordings of the operator's own, from a folder of CSV files as spreadsheets save them too: with a byte order mark,
 * quotes, lines that end in CR and LF, a heading in capitals, rows in any order and of any number of assets. A row that
 * is none ends the start with its line named; one whose prices cannot be is left out with a warning.
 */
final class RecordedFolder {
    private static final Logger LOG = Logger.getLogger(RecordedFolder.class);
    private static final String SETTING = "PAPERTRADER_REPLAY_FOLDER";
    /** Corporate actions of the same assets. */
    private static final String ACTIONS = "actions.csv";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int COLUMNS = Recording.HEADING.split(",", -1).length;

    private final Path folder;
    private final Map<AssetSymbol, Map<LocalDate, String>> rows = new TreeMap<>();

    private RecordedFolder(Path folder) {
        this.folder = folder;
    }

    /** The recordings of each asset that has any. */
    static Map<AssetSymbol, Recording> read(Path folder) {
        RecordedFolder read = new RecordedFolder(folder);
        List<Path> files = read.files();
        if (files.isEmpty()) {
            throw StartRefusal.because("%s %s has no file that ends in .csv or .csv.gz; put recorded values there: %s."
                    .formatted(SETTING, folder, Recording.HEADING));
        }
        files.forEach(read::addAll);
        return read.recordings();
    }

    private List<Path> files() {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(file ->
                            file.toString().endsWith(".csv") || file.toString().endsWith(".csv.gz"))
                    .filter(file -> !file.endsWith(ACTIONS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw StartRefusal.because(
                    "%s %s cannot be read: %s; name a folder with recorded values.".formatted(SETTING, folder, e));
        }
    }

    private void readFile(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(new Line(file, number, columns(line)), line);
            }
        }
    }

    private void addAll(Path file) {
        try {
            readFile(file);
        } catch (IOException e) {
            throw StartRefusal.because("%s cannot be read: %s.".formatted(file, e));
        }
    }

    /** A line of a file, in its columns. */
    private record Line(Path file, int number, List<String> columns) {
        boolean isHeading() {
            return String.join(",", columns).toLowerCase(Locale.ROOT).equals(Recording.HEADING);
        }

        StartRefusal fault(String what) {
            return StartRefusal.because("%s, line %d: %s; write %s.".formatted(file, number, what, Recording.HEADING));
        }
    }

    private void add(Line line, String text) {
        if (text.isBlank() || line.isHeading()) {
            return;
        }
        if (line.columns().size() != COLUMNS) {
            throw line.fault("there are " + line.columns().size() + " columns");
        }
        try {
            add(
                    line,
                    new AssetSymbol(line.columns().getFirst()),
                    LocalDate.parse(line.columns().get(1)));
        } catch (DateTimeException bad) {
            throw line.fault("\"" + line.columns().get(1) + "\" is no date like 2018-02-07");
        } catch (IllegalArgumentException bad) {
            throw line.fault("a column " + bad.getMessage());
        }
    }

    private void add(Line line, AssetSymbol symbol, LocalDate date) {
        if (Recording.bar(symbol, line.columns().toArray(String[]::new)).isEmpty()) {
            LOG.warnf("%s, line %d is left out: the prices of %s cannot be", line.file(), line.number(), date);
            return;
        }
        String row = String.join(",", line.columns());
        String before = rows.computeIfAbsent(symbol, first -> new TreeMap<>()).putIfAbsent(date, row);
        if (before != null && !before.equals(row)) {
            LOG.warnf(
                    "%s, line %d is left out: there are other prices of %s on %s already",
                    line.file(), line.number(), symbol, date);
        }
    }

    /** Columns, which may stand in quotes; none of them has a comma in it. */
    private static List<String> columns(String line) {
        String plain = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        return Stream.of(plain.split(",", -1)).map(RecordedFolder::unquoted).toList();
    }

    private static String unquoted(String column) {
        String text = column.strip();
        boolean isQuoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private Map<AssetSymbol, Recording> recordings() {
        if (rows.isEmpty()) {
            throw StartRefusal.because("%s %s has no recorded value that can be replayed.".formatted(SETTING, folder));
        }
        return rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, asset -> recording(asset.getKey(), asset.getValue())));
    }

    private static Recording recording(AssetSymbol symbol, Map<LocalDate, String> days) {
        return new Recording(symbol, Recording.HEADING + "\n" + String.join("\n", days.values()) + "\n");
    }
}
