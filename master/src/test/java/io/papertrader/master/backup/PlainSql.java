package io.papertrader.master.backup;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Iterator;
import org.postgresql.PGConnection;

/** A script as psql runs it in a single transaction: statements to their semicolon, rows behind COPY to their end. */
final class PlainSql {
    private PlainSql() {}

    static void run(Connection connection, String script) throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            StringBuilder pending = new StringBuilder();
            Iterator<String> lines = script.lines().iterator();
            boolean isQuoted = false;
            while (lines.hasNext()) {
                String line = lines.next();
                pending.append(line).append('\n');
                isQuoted ^= line.split("\\$\\$", -1).length % 2 == 0;
                if (line.endsWith(";") && !isQuoted) {
                    if (line.startsWith("COPY ")) {
                        copy(connection, line, lines);
                    } else {
                        statement.execute(pending.toString());
                    }
                    pending.setLength(0);
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void copy(Connection connection, String line, Iterator<String> lines) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (String row = lines.next(); !row.equals("\\."); row = lines.next()) {
            rows.append(row).append('\n');
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(line.replace(";", ""), new StringReader(rows.toString()));
    }
}
