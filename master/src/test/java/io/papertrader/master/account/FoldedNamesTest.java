package io.papertrader.master.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.master.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Accounts of before, in a Turkish database, get the keys that new ones get. */
class FoldedNamesTest {
    private String database;

    @BeforeEach
    void makeTablesOfBefore() {
        database = Postgres.newDatabase("folded_" + ProcessHandle.current().pid() + "_" + System.nanoTime());
        flyway("7?").migrate();
    }

    @Test
    void storesTheKeysOfAccountsThatAreThere() throws SQLException {
        insert("INGRID", "INGRID@EXAMPLE.org");
        insert("pupil", null);
        insert("..", "e\u0301@xn--bcher-kva.example");

        flyway("8").migrate();

        assertThat(rows("SELECT ROW(user_name, user_key, email, email_key)::TEXT FROM account ORDER BY account_id"))
                .containsExactly(
                        "(INGRID,ingrid,INGRID@EXAMPLE.org,ingrid@example.org)",
                        "(pupil,pupil,,)",
                        "(..,..,é@xn--bcher-kva.example,é@bücher.example)");
        assertThatThrownBy(() -> insert("new", "new@example.org")).hasMessageContaining("user_key");
    }

    /** Turkish rules let both of them in. */
    @Test
    void stopsAndSaysWhoIsTheSame() throws SQLException {
        insert("INGRID", "one@example.org");
        insert("ingrid", "two@example.org");

        assertThatThrownBy(() -> flyway("8").migrate())
                .isInstanceOf(FlywayException.class)
                .rootCause()
                .hasMessage(
                        "accounts have the same name but for letter case or the form of characters: INGRID <one@example.org>"
                                + " (account_id 1) and ingrid <two@example.org> (account_id 2); change one of each in the table"
                                + " account, then start again");
        assertThat(rows("SELECT column_name FROM information_schema.columns WHERE column_name = 'user_key'"))
                .isEmpty();
    }

    @Test
    void stopsWhereAddressesAreTheSame() throws SQLException {
        insert("one", "e\u0301@example.org");
        insert("two", "é@example.org");

        assertThatThrownBy(() -> flyway("8").migrate())
                .rootCause()
                .hasMessageContaining("the same email address")
                .hasMessageContaining("one <é@example.org> (account_id 1) and two <é@example.org> (account_id 2)");
    }

    private Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource("jdbc:postgresql://" + Postgres.address() + "/" + database, Postgres.USER, "")
                .locations("classpath:db/migration")
                .javaMigrations(new FoldedNames())
                .target(target)
                .load();
    }

    private void insert(String name, @Nullable String email) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO account (user_name, email, member_since) VALUES (?, ?, now())")) {
            statement.setString(1, name);
            statement.setString(2, email);
            statement.execute();
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (Connection connection = Postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(found.getString(1));
            }
            return rows;
        }
    }
}
