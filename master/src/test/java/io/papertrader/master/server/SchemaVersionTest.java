package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that a later version of the master has migrated. */
@QuarkusTest
class SchemaVersionTest {
    @Inject
    Schema schema;

    @Inject
    Flyway flyway;

    @Inject
    Database database;

    @AfterEach
    void forgetIt() throws SQLException {
        database.run("DELETE FROM flyway_schema_history WHERE version = '999'");
    }

    @Test
    void isLeftAloneByAMasterThatDoesNotKnowIt() throws SQLException {
        database.run("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 'later', 1, TRUE)
                """);

        assertThatThrownBy(() -> schema.refuseNewer().await().indefinitely())
                .hasMessageContaining("does not know ([999]): start the later version");
        assertThatThrownBy(() -> schema.bringUpToDate(() -> {}).await().indefinitely())
                .isInstanceOf(Schema.Newer.class);
    }

    /** A migration that takes long: whoever started the master is told at once, and hears that it goes on. */
    @Test
    void isSaidToStartWhileItIsMigrated() throws Exception {
        AtomicBoolean told = new AtomicBoolean();
        // The one that may be applied again.
        database.run("DELETE FROM flyway_schema_history WHERE version = '19'");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE flyway_schema_history IN SHARE MODE");
            var migrated = schema.bringUpToDate(() -> told.set(true)).subscribeAsCompletionStage();

            Await.until(schema::isMigrating);
            assertThat(told).isTrue();
            assertThat(migrated).isNotDone();
            other.commit();
            migrated.get(60, TimeUnit.SECONDS);
        }

        assertThat(schema.isMigrating()).isFalse();
        assertThat(database.one("SELECT count(*) FROM flyway_schema_history WHERE success AND version = '19'"))
                .isEqualTo("1");
    }

    /** Else Flyway would warn of it at the first start of every master. */
    @Test
    void isMigratedOutOfOrderOnlyWhereALaterMigrationWasApplied() {
        Set<Integer> allButOne = new HashSet<>(Schema.ALL);
        allButOne.remove(19);

        assertThat(Schema.isOutOfOrder(Set.of())).isFalse();
        assertThat(Schema.isOutOfOrder(Set.of(1, 2, 3))).isFalse();
        assertThat(Schema.isOutOfOrder(Schema.ALL)).isFalse();
        assertThat(Schema.isOutOfOrder(allButOne)).isTrue();
        assertThat(flyway.getConfiguration().isOutOfOrder()).isFalse();
    }
}
