package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Await;
import io.papertrader.master.leadership.Leadership;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A master whose Postgres lets nobody in without TLS, and whose certificate it looks at. */
@QuarkusTest
@TestProfile(DatabaseTlsTest.OverTls.class)
class DatabaseTlsTest {
    private static final String PLAIN = """
            SELECT count(*) AS plain
            FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE client_port IS NOT NULL AND NOT ssl
            """;

    private static final String OVER_TLS = """
            SELECT count(*) AS encrypted
            FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE client_port IS NOT NULL AND ssl
            """;

    public static final class OverTls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            EncryptedPostgres postgres = EncryptedPostgres.start();
            return Map.of(
                    "papertrader.database.address", postgres.address(),
                    "papertrader.database.name", "postgres",
                    "papertrader.database.user", postgres.user(),
                    "papertrader.database.owner", postgres.user(),
                    "papertrader.database.tls", "verify-full",
                    "papertrader.database.tls-authorities",
                            postgres.certificate().toString());
        }
    }

    @Inject
    Pool pool;

    @Inject
    DataSource driver;

    @Inject
    Leadership leadership;

    @Test
    void speaksTlsOverEveryConnection() throws Exception {
        Await.until(leadership::isHeld);

        try (Connection connection = driver.getConnection();
                Statement statement = connection.createStatement();
                ResultSet plain = statement.executeQuery(PLAIN)) {
            plain.next();
            assertThat(plain.getLong("plain")).isZero();
            assertThat(pool.query(OVER_TLS)
                            .execute()
                            .await()
                            .indefinitely()
                            .iterator()
                            .next()
                            .getLong("encrypted"))
                    .as("those of the pool, the lead and the driver that migrates")
                    .isGreaterThanOrEqualTo(3);
        }
    }
}
