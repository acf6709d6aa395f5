package io.papertrader.master.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.Postgres;
import io.papertrader.master.Trader;
import io.papertrader.master.account.FoldedNames;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.master.update.Updates;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A network in which somebody has traded, its backup, and new networks that it is restored into. */
@QuarkusTest
class BackupTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final UUID HERE = new UUID(1, 1);
    private static final UUID THERE = new UUID(2, 2);

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    Database database;

    @TempDir
    Path folder;

    /** A database with the tables as a master makes them; all migrations take a while, and a copy does not. */
    private static String migrated;

    /** A backup of the network in which was traded; made once, since no test changes anything there for good. */
    private static byte[] backup;

    @BeforeAll
    static void migrate() {
        migrated = Postgres.newDatabaseOfTheOwner(newName());
        Flyway.configure()
                .dataSource("jdbc:postgresql://" + Postgres.address() + "/" + migrated, Postgres.OWNER, "")
                .javaMigrations(new FoldedNames())
                .load()
                .migrate();
    }

    /** Shares bought and sold, orders open each way, and the session of whoever did it. */
    @BeforeEach
    void tradeOnce() throws Exception {
        if (backup != null) {
            return;
        }
        updates.next();
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AAPL", "3"));
        updates.next();
        trader.place(trader.sale("AAPL", "1"));
        updates.next();
        trader.place(trader.purchase("KO", "1.5"));
        trader.place(trader.sale("AAPL", "0.25"));
        try (Connection connection = database.connect()) {
            backup = backup(connection);
        }
    }

    @Test
    void restoresAllButSessionsAndIsThenTheSameBytes() throws Exception {
        try (Connection other = newNetwork()) {
            LedgerCheck.Report report = new Restoring(other).restore(file(backup));

            assertThat(report.faults()).isEmpty();
            assertThat(report.accounts()).isPositive();
            assertThat(text(backup(other))).isEqualTo(text(backup));
            assertThat(backup(other)).isEqualTo(backup);
            assertThat(one(other, "SELECT count(*) FROM session")).isEqualTo("0");
            assertThat(one(other, "SELECT count(*) FROM session_key")).isEqualTo("0");
            assertThat(one(other, "SELECT count(*) FROM open_order"))
                    .isEqualTo(database.one("SELECT count(*) FROM open_order"))
                    .isNotEqualTo("0");
        }
    }

    /** A restored history is in the parts that it was in: a large one would wait for ever to be moved. */
    @Test
    void bringsHistoryIntoItsParts() throws Exception {
        try (Connection other = newNetwork()) {
            new Restoring(other).restore(file(backup));

            assertThat(one(other, "SELECT count(*) FROM waiting_history()")).isEqualTo("0");
            assertThat(one(other, "SELECT count(*) FROM asset_value"))
                    .isEqualTo(database.one("SELECT count(*) FROM asset_value"))
                    .isNotEqualTo("0");
        }
    }

    @Test
    void numbersWhatIsNewBehindWhatWasRestored() throws Exception {
        try (Connection other = newNetwork()) {
            new Restoring(other).restore(file(backup));

            String added = one(other, """
                    INSERT INTO account (user_name, user_key, email, email_key, member_since)
                    VALUES ('new', 'new', 'new@example.org', 'new@example.org', now())
                    RETURNING account_id
                    """);

            assertThat(Long.parseLong(added))
                    .isGreaterThan(Long.parseLong(database.one("SELECT max(account_id) FROM account")));
        }
    }

    @Test
    void keepsTheRulesOfTheTables() throws Exception {
        try (Connection other = newNetwork()) {
            new Restoring(other).restore(file(backup));

            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(other, "DELETE FROM transaction"))
                    .withMessageContaining("appended, never edited");
            run(other, "SET papertrader.pooled = 'on'");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> run(other, "UPDATE portfolio SET cash = 0"))
                    .withMessageContaining("only over the connection");
        }
    }

    /** The worker that a network was set up with is linked to its master, whatever a backup of another one says. */
    @Test
    void leavesTheWorkersThatAreRegistered() throws Exception {
        addWorker(THERE, "worker-1");
        addWorker(new UUID(3, 3), "only-there");
        try (Connection there = database.connect();
                Connection here = newNetwork()) {
            byte[] both = backup(there);
            run(here, worker(HERE, "worker-1"));

            new Restoring(here).restore(file(both));

            assertThat(one(here, "SELECT worker_uuid FROM worker WHERE name = 'worker-1'"))
                    .isEqualTo(HERE.toString());
            assertThat(one(here, "SELECT count(*) FROM worker WHERE name = 'only-there'"))
                    .isEqualTo("1");
        } finally {
            database.run("DELETE FROM worker WHERE name IN ('worker-1', 'only-there')");
        }
    }

    /** A plain tool of Postgres sends the statements of the file one after the other, and rows behind COPY. */
    @Test
    void isAScriptOfSql() throws Exception {
        try (Connection other = newNetwork()) {
            PlainSql.run(other, text(backup));

            assertThat(LedgerCheck.of(other).faults()).isEmpty();
            assertThat(backup(other)).isEqualTo(backup);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> PlainSql.run(other, text(backup)))
                    .withMessageContaining("only into a network without accounts");
        }
    }

    @Test
    void refusesANetworkWithAccounts() throws Exception {
        try (Connection other = newNetwork()) {
            new Restoring(other).restore(file(backup));

            assertRefused(other, backup, "This network has accounts already.");
        }
    }

    @Test
    void refusesHalfAFileWhereverItIsCut() throws Exception {
        try (Connection other = newNetwork()) {
            for (int part = 1; part < 8; part++) {
                byte[] half = Arrays.copyOf(backup, backup.length * part / 8);
                assertRefused(other, half, "The file ends in the middle: it is a part of a backup.");
            }
            assertRefused(
                    other,
                    Arrays.copyOf(backup, backup.length - 1),
                    "The file ends in the middle: it is a part of a backup.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1f8b", "504b0304", "2d2d20506170657254726164657220"})
    void refusesWhatIsNoBackup(String hex) throws Exception {
        try (Connection other = newNetwork()) {
            assertRefused(other, HexFormat.of().parseHex(hex), "The file is not a backup of PaperTrader.");
        }
    }

    @Test
    void refusesOtherCompressedText() throws Exception {
        try (Connection other = newNetwork()) {
            assertRefused(other, packed("DROP TABLE account;\n"), "The file is not a backup of PaperTrader.");
        }
    }

    @Test
    void refusesABackupOfAnotherVersion() throws Exception {
        try (Connection other = newNetwork()) {
            byte[] newer = edited(text -> text.replaceFirst("version \\d+, made by \\S+", "version 99, made by 7.5"));

            assertRefused(other, newer, "The backup is of a database of version 99, made by PaperTrader 7.5, and");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nALTER SEQUENCE |\nDROP TABLE account; ALTER SEQUENCE ",
                "\nCOPY account (|\nCOPY worker (",
                " rows\n| rows\nDROP TABLE account;\n",
                "\nTRUNCATE |\nDROP TABLE "
            })
    void refusesStatementsThatAreNotItsOwn(String change) throws Exception {
        String[] parts = change.split("\\|", 2);
        try (Connection other = newNetwork()) {
            byte[] forged = edited(text -> {
                assertThat(text).contains(parts[0]);
                return text.replace(parts[0], parts[1]);
            });

            assertRefused(other, forged, "The file is damaged");
        }
    }

    @Test
    void refusesRowsThatTheTablesDoNotTake() throws Exception {
        try (Connection other = newNetwork()) {
            byte[] broken = edited(text -> text.replaceFirst("(COPY portfolio .*\n)", "$1no\trow\n")
                    .replaceFirst("with (\\d+) rows", "with %d rows".formatted(rows() + 1)));

            assertRefused(other, broken, "The database does not take the backup");
        }
    }

    @Test
    void refusesALedgerThatDoesNotAddUp() throws Exception {
        try (Connection there = database.connect();
                Connection other = newNetwork()) {
            database.force("UPDATE portfolio SET cash = cash + 1");
            byte[] wrong = backup(there);
            database.force("UPDATE portfolio SET cash = cash - 1");

            assertRefused(other, wrong, "The backup's ledger does not add up: portfolio ");
        }
    }

    private long rows() {
        String end = text(backup).lines().reduce((first, second) -> second).orElseThrow();
        return Long.parseLong(end.replaceAll("\\D", ""));
    }

    private void assertRefused(Connection network, byte[] content, String sentence) throws Exception {
        byte[] before = backup(network);
        Path file = file(content);

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> new Restoring(network).restore(file))
                .satisfies(refused ->
                        assertThat(Backups.refusal(refused).sentence()).startsWith(sentence));
        assertThat(backup(network)).isEqualTo(before);
    }

    private void addWorker(UUID uuid, String name) throws SQLException {
        database.run(worker(uuid, name));
    }

    private static String worker(UUID uuid, String name) {
        return """
                INSERT INTO worker (worker_uuid, name, public_key, fingerprint, allowed, public_address, registered_at)
                VALUES ('%s', '%s', 'key', 'AB', '{127.0.0.1}', 'example.org:2049', now())
                """.formatted(uuid, name);
    }

    /** The tables as a master makes them, and nobody in them, as their owner sees them. */
    private static Connection newNetwork() throws SQLException {
        String name = Postgres.newDatabaseLike(migrated, newName());
        return Postgres.connect(name, Postgres.OWNER);
    }

    private static String newName() {
        return "restored_" + ProcessHandle.current().pid() + "_" + NUMBERS.incrementAndGet();
    }

    private static byte[] backup(Connection connection) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Backups.write(connection, "1.0", out);
        return out.toByteArray();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("backup"), content);
    }

    private byte[] edited(UnaryOperator<String> change) throws IOException {
        return packed(change.apply(text(backup)));
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(text.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static String text(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = rows.next() ? List.of(rows.getString(1)) : List.of();
            return found.getFirst();
        }
    }
}
