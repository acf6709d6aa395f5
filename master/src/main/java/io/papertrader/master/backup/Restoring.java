package io.papertrader.master.backup;

import io.papertrader.master.asset.RestoredHistory;
import io.papertrader.master.backup.BackupScript.Position;
import io.papertrader.master.trade.LedgerCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings a backup into a network without accounts, in one transaction of the tables' owner. */
final class Restoring {
    private static final String SETTINGS = """
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            SET LOCAL lock_timeout = '20s';
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL IntervalStyle = 'postgres';
            """;

    private static final String ANY_ACCOUNT = "SELECT EXISTS (SELECT FROM account) AS found";
    private static final String KEEP_WORKERS = "CREATE TEMPORARY TABLE kept_worker ON COMMIT DROP AS TABLE worker";

    /**
     * The workers that this network was set up with are linked to this master; those of the backup come beside them.
     */
    private static final String BRING_WORKERS_BACK = """
            DELETE FROM worker USING kept_worker
            WHERE worker.worker_uuid = kept_worker.worker_uuid OR worker.name = kept_worker.name;
            INSERT INTO worker SELECT * FROM kept_worker;
            """;

    /** The check is of many rows, of which Postgres knows nothing yet. */
    private static final String ANALYZE = "ANALYZE";

    private final Connection connection;
    private final Catalogue catalogue;
    private final BackupScript script;

    Restoring(Connection connection) throws SQLException {
        this.connection = connection;
        this.catalogue = Catalogue.of(connection);
        this.script = new BackupScript(catalogue);
    }

    /** Reads the whole file, and changes nothing. */
    void check(Path file) throws BackupFault, SQLException, IOException {
        read(file, new Discarded());
        checkNobodyIsThere();
    }

    /** All of it, or nothing. */
    LedgerCheck.Report restore(Path file) throws BackupFault, SQLException, IOException {
        connection.setAutoCommit(false);
        try {
            LedgerCheck.Report report = replace(file);
            connection.commit();
            return report;
        } finally {
            // Nothing is left to be undone behind a commit.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private LedgerCheck.Report replace(Path file) throws BackupFault, SQLException, IOException {
        run(SETTINGS);
        run("LOCK TABLE " + String.join(", ", catalogue.all()) + " IN ACCESS EXCLUSIVE MODE");
        checkNobodyIsThere();
        run(KEEP_WORKERS);
        run(String.join("", lines(script.emptying())));
        try (Copied rows = new Copied(connection)) {
            read(file, rows);
        }
        RestoredHistory.makeParts(connection);
        run(BRING_WORKERS_BACK);
        run(String.join("", lines(script.closing())));
        run(ANALYZE);
        LedgerCheck.Report report = LedgerCheck.of(connection);
        if (!report.clean()) {
            throw BackupFault.file("The backup's ledger does not add up: "
                    + report.faults().getFirst() + (report.faults().size() > 1 ? ", and more" : "") + ".");
        }
        return report;
    }

    private static List<String> lines(List<String> statements) {
        return statements.stream().map(statement -> statement + "\n").toList();
    }

    private void checkNobodyIsThere() throws BackupFault, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ANY_ACCOUNT)) {
            row.next();
            if (row.getBoolean("found")) {
                throw BackupFault.target(
                        "This network has accounts already. Start a master on a new, empty database and"
                                + " restore the backup there.");
            }
        }
    }

    private void read(Path file, BackupScript.Sink sink) throws BackupFault, SQLException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            script.read(in, sink);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows that are only looked at. */
    private static final class Discarded implements BackupScript.Sink {
        @Override
        public void begin(CopiedTable table) {}

        @Override
        public void row(byte[] line) {}

        @Override
        public void end() {}

        @Override
        public void position(Position position) {}
    }
}
