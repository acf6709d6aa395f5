package io.papertrader.master.backup;

import io.papertrader.master.trade.LedgerCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes backups, and restores them. Rows are copied as Postgres itself copies them, which only the driver can that also
 * brings the tables up to date; so everything here blocks.
 */
@ApplicationScoped
public class Backups {
    private final Instance<DataSource> database;
    private final String product;

    Backups(Instance<DataSource> database, @ConfigProperty(name = "quarkus.application.version") String product) {
        this.database = database;
        this.product = product;
    }

    /** Writes the network as it is at this moment; who reads slowly slows the writing down. */
    public void write(OutputStream out) throws IOException {
        try (Connection connection = database.get().getConnection()) {
            write(connection, product, out);
        } catch (SQLException failure) {
            throw new IOException("The database gives no backup: " + failure.getMessage(), failure);
        }
    }

    static void write(Connection connection, String product, OutputStream out) throws SQLException, IOException {
        Copying moment = Copying.begin(connection);
        try {
            GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
            new BackupScript(Catalogue.of(connection)).write(packed, product, moment);
            // Not where something failed: half a backup shall not look like a whole one.
            packed.finish();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Refuses a file that cannot be restored here, as far as that can be said before it is tried. */
    public void check(Path file) throws BackupFault {
        try (Connection connection = database.get().getConnection()) {
            new Restoring(connection).check(file);
        } catch (BackupFault | SQLException | IOException failure) {
            throw refusal(failure);
        }
    }

    /** Restores the file into the database, whose other users have nothing to do with it any more. */
    public LedgerCheck.Report restore(Path file) throws BackupFault {
        try (Connection connection = database.get().getConnection()) {
            return new Restoring(connection).restore(file);
        } catch (BackupFault | SQLException | IOException failure) {
            throw refusal(failure);
        }
    }

    static BackupFault refusal(Exception failure) {
        return failure instanceof BackupFault fault
                ? fault
                : BackupFault.target("The database does not take the backup: "
                        + String.valueOf(failure.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("") + ".");
    }
}
