package io.papertrader.master.backup;

import io.papertrader.master.backup.BackupScript.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The rows of one moment, as a transaction sees them that reads and does nothing else. */
final class Copying implements BackupScript.Source {
    /** The same rows are the same bytes, whatever the database and its server are set to. */
    private static final String ONE_MOMENT = """
            SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL IntervalStyle = 'postgres';
            SET LOCAL bytea_output = 'hex';
            """;

    private final Connection connection;
    private final CopyManager copies;

    private Copying(Connection connection) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
    }

    /** Begins the moment, on a connection without a transaction. */
    static Copying begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(ONE_MOMENT);
        }
        return new Copying(connection);
    }

    @Override
    public long copy(CopiedTable table, OutputStream out) throws SQLException, IOException {
        return copies.copyOut(table.copyOut(), out);
    }

    @Override
    public Position position(String sequence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT last_value + is_called::INTEGER AS next FROM " + sequence)) {
            row.next();
            return new Position(sequence, row.getLong("next"));
        }
    }
}
