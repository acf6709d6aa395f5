package io.papertrader.master.backup;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The text of a backup. All of it but the rows follows from the catalogue, so a file is read by comparing it line by
 * line with what would be written here: no statement of a file is ever run.
 */
final class BackupScript {
    private static final int FORM = 1;
    private static final int READ_BYTES = 1 << 16;
    private static final Pattern FIRST_LINE = Pattern.compile(
            "-- PaperTrader backup (\\d{1,6}) of a database of version (\\d{1,6}), made by (\\S{1,64})");
    private static final Pattern POSITION = Pattern.compile("ALTER SEQUENCE (\\w+) RESTART WITH (\\d{1,18});");
    private static final byte[] ROWS_END = "\\.\n".getBytes(StandardCharsets.US_ASCII);

    private static final List<String> SETTINGS = List.of(
            "SET client_encoding = 'UTF8';",
            "SET DateStyle = 'ISO, YMD';",
            "SET IntervalStyle = 'postgres';",
            "SET statement_timeout = 0;");

    private final Catalogue catalogue;

    BackupScript(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The rows and counters that a backup is made of. */
    interface Source {
        /** Writes the table's rows, each with its line feed, and says how many. */
        long copy(CopiedTable table, OutputStream out) throws SQLException, IOException;

        /** The position of the sequence. */
        Position position(String sequence) throws SQLException;
    }

    /** The rows and counters of a backup, as they are read. */
    interface Sink {
        /** The rows of this table are next. */
        void begin(CopiedTable table) throws SQLException;

        /** A row, with its line feed. */
        void row(byte[] line) throws SQLException;

        /** Ends the rows of the table. */
        void end() throws SQLException;

        /** Sets the sequence to the position that it had. */
        void position(Position position) throws SQLException;
    }

    /** A sequence's next number. It is set by a statement that is undone with its transaction. */
    record Position(String sequence, long next) {
        String statement() {
            return "ALTER SEQUENCE " + sequence + " RESTART WITH " + next + ";";
        }
    }

    void write(OutputStream out, String product, Source source) throws SQLException, IOException {
        line(
                out,
                "-- PaperTrader backup " + FORM + " of a database of version " + catalogue.version() + ", made by "
                        + product);
        for (String text : opening()) {
            line(out, text);
        }
        long rows = 0;
        for (CopiedTable table : catalogue.copied()) {
            line(out, table.copyIn() + ";");
            rows += source.copy(table, out);
            out.write(ROWS_END);
        }
        for (String sequence : catalogue.sequences()) {
            line(out, source.position(sequence).statement());
        }
        for (String text : closing()) {
            line(out, text);
        }
        line(out, end(rows));
    }

    /** Reads all of a file, and hands on what it holds. */
    void read(InputStream file, Sink sink) throws BackupFault, SQLException, IOException {
        try (InputStream text = unpacked(file)) {
            read(new Lines(text), sink);
        } catch (EOFException half) {
            throw Lines.part();
        } catch (ZipException damaged) {
            throw damaged();
        }
    }

    private static InputStream unpacked(InputStream file) throws BackupFault, IOException {
        try {
            // Bytes are asked for one by one; each would be unpacked by a call of its own.
            return new BufferedInputStream(new GZIPInputStream(file, READ_BYTES), READ_BYTES);
        } catch (EOFException | ZipException another) {
            throw noBackup();
        }
    }

    private void read(Lines lines, Sink sink) throws BackupFault, SQLException, IOException {
        checkFirst(lines.first().orElseThrow(BackupScript::noBackup));
        expect(lines, opening());
        long rows = 0;
        for (CopiedTable table : catalogue.copied()) {
            expect(lines, List.of(table.copyIn() + ";"));
            sink.begin(table);
            for (byte[] row = lines.next(); !Arrays.equals(row, ROWS_END); row = lines.next()) {
                sink.row(row);
                rows++;
            }
            sink.end();
        }
        for (String sequence : catalogue.sequences()) {
            sink.position(position(sequence, lines.text()));
        }
        expect(lines, closing());
        expect(lines, List.of(end(rows)));
        if (!lines.isAtEnd()) {
            throw damaged();
        }
    }

    private void checkFirst(String line) throws BackupFault {
        Matcher first = FIRST_LINE.matcher(line);
        if (!first.matches()) {
            throw noBackup();
        }
        if (Integer.parseInt(first.group(1)) != FORM || Integer.parseInt(first.group(2)) != catalogue.version()) {
            throw BackupFault.file("The backup is of a database of version " + first.group(2) + ", made by PaperTrader "
                    + first.group(3) + ", and this master's has version " + catalogue.version()
                    + ": restore it with that PaperTrader; a newer master then brings the database up to date.");
        }
    }

    private static void expect(Lines lines, List<String> wanted) throws BackupFault, IOException {
        for (String line : wanted) {
            if (!line.equals(lines.text())) {
                throw damaged();
            }
        }
    }

    private static Position position(String sequence, String line) throws BackupFault {
        Matcher position = POSITION.matcher(line);
        if (!position.matches() || !position.group(1).equals(sequence)) {
            throw damaged();
        }
        return new Position(sequence, Long.parseLong(position.group(2)));
    }

    private List<String> opening() {
        List<String> lines = new ArrayList<>();
        lines.add("-- Restored by: papertrader admin restore FILE");
        lines.add(
                "-- or, while no master runs: gunzip -c FILE | psql --single-transaction --set=ON_ERROR_STOP=1 DATABASE");
        lines.addAll(SETTINGS);
        lines.addAll(guard());
        lines.addAll(emptying());
        return lines;
    }

    /** The checks that this master makes itself, for psql. */
    private List<String> guard() {
        return """
                DO $$ BEGIN
                    IF (SELECT max(version::INTEGER) FROM flyway_schema_history WHERE success) <> %d THEN
                        RAISE EXCEPTION 'the backup is of a database of version %<d';
                    END IF;
                    IF EXISTS (SELECT FROM account) THEN
                        RAISE EXCEPTION 'a backup is restored only into a network without accounts';
                    END IF;
                END $$;""".formatted(catalogue.version()).lines().toList();
    }

    /**
     * Statements that make room for the rows. Tables that are appended to and never edited are emptied here: it is
     * nobody's yet.
     */
    List<String> emptying() {
        List<String> statements = new ArrayList<>(triggers("DISABLE"));
        statements.add("TRUNCATE " + String.join(", ", catalogue.all()) + ";");
        return statements;
    }

    /** Statements behind the rows. */
    List<String> closing() {
        return triggers("ENABLE");
    }

    private List<String> triggers(String what) {
        return catalogue.all().stream()
                .map(table -> "ALTER TABLE " + table + " " + what + " TRIGGER USER;")
                .toList();
    }

    private static String end(long rows) {
        return "-- end of the backup, with " + rows + " rows";
    }

    private static BackupFault noBackup() {
        return BackupFault.file("The file is not a backup of PaperTrader.");
    }

    private static BackupFault damaged() {
        return BackupFault.file("The file is damaged: its first line is that of a backup, what follows is not.");
    }

    private static void line(OutputStream out, String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
