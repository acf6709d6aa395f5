package io.papertrader.bench.start;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A Postgres with its own defaults. The library that carries the program is made for tests, and turns off what makes a
 * commit durable; here it is turned on again, and looked at.
 */
public final class DurablePostgres {
    private static final List<String> DURABLE = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** Postgres's own default; the library would take more. */
    private static final String MAX_CONNECTIONS = "100";

    private DurablePostgres() {}

    /** Starts one on a new folder, which is gone when it ends. */
    public static EmbeddedPostgres start(Path folder) throws IOException, SQLException {
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder().setDataDirectory(folder).setServerConfig("max_connections", MAX_CONNECTIONS);
        DURABLE.forEach(setting -> builder.setServerConfig(setting, "on"));
        EmbeddedPostgres postgres = builder.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            for (String setting : DURABLE) {
                check(connection, setting);
            }
            return postgres;
        } catch (IOException | SQLException e) {
            postgres.close();
            throw e;
        }
    }

    /** The parent of a server's processes. */
    public static ProcessHandle process(EmbeddedPostgres postgres) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return ProcessHandle.of(rows.getLong(1))
                    .flatMap(ProcessHandle::parent)
                    .orElseThrow();
        }
    }

    private static void check(Connection connection, String setting) throws IOException, SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            if (!rows.getString(1).equals("on")) {
                throw new IOException("Postgres runs with " + setting + " " + rows.getString(1));
            }
        }
    }
}
