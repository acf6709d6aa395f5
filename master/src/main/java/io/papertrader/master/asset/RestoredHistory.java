package io.papertrader.master.asset;

import io.papertrader.master.asset.HistoryParts.Part;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The history that a backup brings: it can be more than the schedule may move to its parts in the time it has, and its
 * readers would wait. So it moves within the restore, or at the next start where a tool of Postgres has restored it.
 */
@ApplicationScoped
public class RestoredHistory {
    private static final Logger LOG = Logger.getLogger(RestoredHistory.class);
    private static final String MAKE = "SELECT make_history_part(?, ?, ?)";

    private final HistoryParts parts;

    RestoredHistory(HistoryParts parts) {
        this.parts = parts;
    }

    /** Moves all rows that wait to parts of their own, before anybody reads them; calls back where there are any. */
    public Uni<Void> move(Runnable begins) {
        return parts.awaited().flatMap(awaited -> {
            if (awaited.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            LOG.infof("Moving restored history to %d parts", awaited.size());
            begins.run();
            return Steps.each(awaited, this::move);
        });
    }

    /** Rows that somebody reads just now stay where they are, and the schedule tries again. */
    private Uni<Void> move(Part part) {
        return parts.makePatiently(part)
                .onFailure(PgException.class)
                .invoke(failure -> LOG.warnf(
                        "The history of %s from %s on waits for its part: %s",
                        part.table().table(), part.begins(), failure.getMessage()))
                .onFailure(PgException.class)
                .recoverWithNull();
    }

    /** Moves all rows that wait to parts of their own, within a restore: in the transaction of the connection. */
    public static void makeParts(Connection connection) throws SQLException {
        try (PreparedStatement making = connection.prepareStatement(MAKE)) {
            for (Part part : waiting(connection)) {
                making.setString(1, part.table().table());
                making.setObject(2, part.begins());
                making.setObject(3, part.ends());
                making.execute();
            }
        }
    }

    private static Set<Part> waiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HistoryParts.WAITING)) {
            Set<Part> parts = new LinkedHashSet<>();
            while (rows.next()) {
                parts.add(Part.of(
                        PartedTable.named(rows.getString("of_table")).orElseThrow(),
                        rows.getObject("day", LocalDate.class)));
            }
            return parts;
        }
    }
}
