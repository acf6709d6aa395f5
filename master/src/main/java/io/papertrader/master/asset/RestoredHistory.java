package io.papertrader.master.asset;

import io.papertrader.master.asset.HistoryParts.Part;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** The history that a backup brings: it can be more than the schedule may move to its parts in the time it has. */
public final class RestoredHistory {
    private static final String MAKE = "SELECT make_history_part(?, ?, ?)";

    private RestoredHistory() {}

    /** Moves all rows that wait to parts of their own, in the transaction of the connection. */
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
                        HistoryTable.named(rows.getString("of_table")).orElseThrow(),
                        rows.getObject("day", LocalDate.class)));
            }
            return parts;
        }
    }
}
