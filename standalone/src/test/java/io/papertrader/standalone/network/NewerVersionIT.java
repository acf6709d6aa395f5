package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Masters of two versions on one database: the tables are those of the master that leads. */
@EnabledOnOs(OS.LINUX)
class NewerVersionIT {
    private static final String APPLIED = "SELECT count(*) FROM flyway_schema_history WHERE success AND version = '19'";
    private static final long LIMIT_SECONDS = 60;

    /** The act of Postgres that ends the lease of a master that is frozen. */
    private static final String END_OF_THE_LEASE =
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted";

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void awaitServed() {
        network.awaitServed();
    }

    /** The master that leads stands for an older version, as the database lacks a migration that the other one has. */
    @Test
    void leavesTheTablesAloneUntilItLeads() throws Exception {
        String before = network.consoleText();
        run("DELETE FROM flyway_schema_history WHERE version = '19'");
        try (MasterProcess newer = MasterProcess.start(network, folder("newer"))) {
            assertThat(newer.get("ready").statusCode()).isNotEqualTo(200);
            assertThat(one(APPLIED)).isEqualTo("0");
            network.papertrader("ann", "workers").expectDone();

            ProcessHandle older = network.server("master");
            RunningNetwork.signal("STOP", older);
            try {
                endTheLease();

                Awaitility.await("the newer one leads, and its tables are there")
                        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .until(() -> newer.get("ready").statusCode() == 200);
                assertThat(one(APPLIED)).isEqualTo("1");
            } finally {
                RunningNetwork.signal("CONT", older);
            }
        }
        // The next test's changes of the database are not for the master that is started again here.
        Awaitility.await("the older one, which has lost the lead, is started again, and leads")
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .until(() -> network.consoleText().substring(before.length()).contains("The master runs again."));
    }

    @Test
    void stopsWhereALaterVersionHasChangedTheTables() throws Exception {
        run("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'later', 1, TRUE)
                """);
        try {
            RunningNetwork.Result older = RunningNetwork.run(MasterProcess.beside(
                    network,
                    folder("older"),
                    Map.of(
                            "PAPERTRADER_LISTEN_PORT", "0",
                            "QUARKUS_HTTP_PORT", "0",
                            "PAPERTRADER_STOP_AT_END_OF_INPUT", "false")));

            assertThat(older.exit()).isEqualTo(1);
            assertThat(older.out() + older.err())
                    .contains("The database has migrations that this version does not know ([999])")
                    .contains("start the later version of the master")
                    .doesNotContain("\tat ");
            network.papertrader("ann", "workers").expectDone();
        } finally {
            run("DELETE FROM flyway_schema_history WHERE version = '999'");
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    /** As the role that the master works as, which owns its sessions. */
    private static void endTheLease() throws IOException, SQLException {
        try (Connection connection = database("PAPERTRADER_DATABASE_USER", "PAPERTRADER_DATABASE_PASSWORD");
                Statement statement = connection.createStatement()) {
            statement.execute(END_OF_THE_LEASE);
        }
    }

    private static Connection database() throws IOException, SQLException {
        return database("PAPERTRADER_DATABASE_OWNER", "PAPERTRADER_DATABASE_OWNER_PASSWORD");
    }

    private static Connection database(String user, String password) throws IOException, SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + MasterProcess.variable(network, "PAPERTRADER_DATABASE_ADDRESS") + "/"
                        + MasterProcess.variable(network, "PAPERTRADER_DATABASE_NAME"),
                MasterProcess.variable(network, user),
                MasterProcess.variable(network, password));
    }

    private void run(String sql) throws IOException, SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql) throws IOException, SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
