package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that a later version of the master has migrated. */
@QuarkusTest
class SchemaVersionTest {
    @Inject
    Schema schema;

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
        assertThatThrownBy(() -> schema.bringUpToDate().await().indefinitely()).isInstanceOf(Schema.Newer.class);
    }
}
