package io.papertrader.master.backup;

import io.papertrader.master.backup.BackupScript.Position;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into the database. A copy that was begun and not ended has to be cancelled: nothing else can be
 * asked.
 */
final class Copied implements BackupScript.Sink, AutoCloseable {
    private static final int PIECE_BYTES = 1 << 16;

    private final Connection connection;
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private Optional<CopyIn> copy = Optional.empty();

    Copied(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void begin(CopiedTable table) throws SQLException {
        piece.reset();
        copy = Optional.of(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn()));
    }

    @Override
    public void row(byte[] line) throws SQLException {
        piece.writeBytes(line);
        if (piece.size() >= PIECE_BYTES) {
            send();
        }
    }

    @Override
    public void end() throws SQLException {
        send();
        copy.orElseThrow().endCopy();
        copy = Optional.empty();
    }

    private void send() throws SQLException {
        byte[] bytes = piece.toByteArray();
        copy.orElseThrow().writeToCopy(bytes, 0, bytes.length);
        piece.reset();
    }

    @Override
    public void position(Position position) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(position.statement());
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy.filter(CopyIn::isActive).isPresent()) {
            copy.get().cancelCopy();
        }
    }
}
