package io.papertrader.master;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A real Postgres, one for all tests of this JVM; whoever asks gets an empty database of their own. */
public final class Postgres {
    public static final String HOST = "127.0.0.1";
    public static final String USER = "postgres";

    /** The role that the master works as in tests, and the one that owns its tables. */
    public static final String EVERYDAY = "papertrader_master";

    public static final String OWNER = "papertrader";

    /** A property of the system, as the test classes live in several class loaders, each with statics of its own. */
    private static final String PORT = "embedded.postgres.port";

    private Postgres() {}

    /**
     * An empty database of this name, in Turkish, where the small letter of I is not i: nothing may rest on the locale.
     */
    public static synchronized String newDatabase(String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name
                    + " TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'");
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be made", e);
        }
    }

    /** The same, for a master that works as another role than the one that owns the tables. */
    public static String newDatabaseOfTheOwner(String name) {
        newDatabase(name);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER DATABASE " + name + " OWNER TO " + OWNER);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be given to its owner", e);
        }
    }

    /** A copy of another one, to which nobody is connected, with all that is in it. */
    public static String newDatabaseLike(String other, String name) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + other + " OWNER " + OWNER);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException("The test database cannot be copied", e);
        }
    }

    /** {@code host:port}. */
    public static String address() {
        return HOST + ":" + port();
    }

    public static Connection connect(String database) throws SQLException {
        return connect(database, USER);
    }

    public static Connection connect(String database, String user) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + address() + "/" + database, user, "");
    }

    private static int port() {
        Integer known = Integer.getInteger(PORT);
        return known == null ? start() : known;
    }

    private static synchronized int start() {
        if (Integer.getInteger(PORT) == null) {
            try {
                // Ends with the JVM, by a hook of its own.
                // Its processes die in tests, this machine does not: nobody has to wait for the disk.
                EmbeddedPostgres started = EmbeddedPostgres.builder()
                        .setPort(FreePort.from(21_000))
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .setServerConfig("max_connections", "200")
                        // Tests that change parts of tables wait for no lock that nobody of theirs holds.
                        .setServerConfig("autovacuum", "off")
                        .setServerConfig("fsync", "off")
                        .start();
                System.setProperty(PORT, String.valueOf(started.getPort()));
                makeRoles();
            } catch (SQLException e) {
                throw new IllegalStateException("The roles of the tests cannot be made", e);
            } catch (IOException e) {
                throw new UncheckedIOException("Postgres does not start; as root it needs unshare -U", e);
            }
        }
        return Integer.getInteger(PORT);
    }

    private static void makeRoles() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String role : new String[] {OWNER, EVERYDAY}) {
                statement.execute("CREATE ROLE " + role + " LOGIN");
            }
        }
    }
}
