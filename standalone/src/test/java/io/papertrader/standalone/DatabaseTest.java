package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    /** A database that was made before: the first start of one takes a while. */
    private static NewPostgres made;

    private PostgresProgram program;

    @TempDir
    private Path home;

    private Path postgres;

    @BeforeAll
    static void make(@TempDir Path folder) throws Exception {
        made = NewPostgres.make(folder.toRealPath());
    }

    @BeforeEach
    void unpackOnce() throws Exception {
        program = NewPostgres.program();
        postgres = home.toRealPath().resolve("postgres");
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        try (Database first = start()) {
            update(first, "CREATE TABLE note AS SELECT 'kept' AS content");
        }

        try (Database second = start()) {
            assertThat(query(second, "SELECT content FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void isDurableAndAdmitsNobodyWithoutThePassword() throws Exception {
        try (Database database = start()) {
            assertThat(query(database, "SHOW fsync")).isEqualTo("on");
            assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(database, "SHOW listen_addresses")).isEqualTo(Database.HOST);
            assertThat(query(database, "SELECT rolsuper FROM pg_roles WHERE rolname = CURRENT_USER"))
                    .isEqualTo("f");
            assertThatThrownBy(() -> DriverManager.getConnection(url(database), Database.OWNER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void givesTheMasterARoleThatOwnsNothing() throws Exception {
        made.copyTo(home);
        try (Database database = start();
                Connection master = connectAsMaster(database);
                Statement statement = master.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine ()"))
                    .hasMessageContaining("permission denied for schema public");
            assertThatThrownBy(() -> statement.execute("SET ROLE papertrader"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void givesTheMasterItsRoleOnDataOfAnEarlierVersion() throws Exception {
        made.copyTo(home);
        try (Database earlier = start()) {
            update(earlier, "CREATE TABLE note AS SELECT 'kept' AS content");
        }
        Files.delete(postgres.resolve("master-password"));

        try (Database next = start();
                Connection master = connectAsMaster(next)) {
            assertThat(master.isValid(5)).isTrue();
            assertThat(query(next, "SELECT content FROM note")).isEqualTo("kept");
        }
        try (Database again = start();
                Connection master = connectAsMaster(again)) {
            assertThat(master.isValid(5)).isTrue();
        }
    }

    @Test
    void startsAfterPostgresWasKilled() throws Exception {
        made.copyTo(home);
        try (Database killed = start()) {
            update(killed, "CREATE TABLE note AS SELECT 'kept' AS content");
            ProcessHandle postmaster = postmaster();
            postmaster.destroyForcibly();
            postmaster.onExit().join();
        }

        try (Database next = start()) {
            assertThat(query(next, "SELECT content FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void stopsThePostgresThatAKilledLauncherLeftRunning() throws Exception {
        made.copyTo(home);
        try (Database left = start()) {
            ProcessHandle postmaster = postmaster();

            try (Database next = start()) {
                assertThat(postmaster.onExit()).succeedsWithin(Duration.ofSeconds(10));
                assertThat(query(next, "SELECT 1")).isEqualTo("1");
                assertThatThrownBy(() -> connect(left)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void startsWhenTheNumberOfADeadPostgresIsAnotherProcess() throws Exception {
        made.copyTo(home);
        Files.writeString(
                postgres.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (Database next = start()) {
            assertThat(query(next, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void beginsAnewWhenTheFirstStartWasKilledHalfWay() throws Exception {
        Files.createDirectories(postgres.resolve("data.unfinished/global"));
        Files.writeString(postgres.resolve("data.unfinished/PG_VERSION"), "18");

        try (Database database = start()) {
            assertThat(query(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void saysInOneLineThatItsDataIsBroken() throws Exception {
        made.copyTo(home);
        Files.write(postgres.resolve("data/global/pg_control"), new byte[8192]);

        assertThatThrownBy(this::start)
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains("Postgres does not start on " + postgres.resolve("data"))
                .contains(log().path().toString())
                .doesNotContain("no reason given");
    }

    @Test
    void saysInOneLineThatItsFolderIsNoDatabase() throws Exception {
        made.copyTo(home);
        Files.delete(postgres.resolve("data/PG_VERSION"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains("is not a database cluster directory");
    }

    @Test
    void saysInOneLineThatItsPasswordIsMissing() throws Exception {
        made.copyTo(home);
        Files.delete(postgres.resolve("password"));

        assertThatThrownBy(this::start)
                .isInstanceOf(StartFault.class)
                .message()
                .hasLineCount(1)
                .contains(postgres.resolve("password").toString());
        assertThat(postgres.resolve("data/postmaster.pid")).doesNotExist();
    }

    private Database start() throws StartFault, IOException {
        return Database.start(program, postgres, log());
    }

    private OutputFile log() throws IOException {
        return OutputFile.open(home.toRealPath().resolve("log/postgres.log"));
    }

    private ProcessHandle postmaster() throws IOException {
        String number =
                Files.readAllLines(postgres.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
    }

    private static String url(Database database) {
        return "jdbc:postgresql://%s/%s".formatted(database.address(), Database.NAME);
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(url(database), Database.OWNER, database.ownerPassword());
    }

    private static Connection connectAsMaster(Database database) throws SQLException {
        return DriverManager.getConnection(url(database), MasterRole.NAME, database.masterPassword());
    }

    private static void update(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
