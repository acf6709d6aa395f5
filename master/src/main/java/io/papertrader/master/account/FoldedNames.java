package io.papertrader.master.account;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.UserName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The migration that stores beside names and addresses what makes two of them the same. It is Java, since the rule is
 * Java's: what Postgres takes for a small letter depends on the database's locale, and changes with the operating
 * system.
 */
public class FoldedNames implements JavaMigration {
    private static final int BATCH = 1_000;

    private static final String ADD = """
            LOCK TABLE account IN ACCESS EXCLUSIVE MODE;
            ALTER TABLE account ADD COLUMN user_key TEXT COLLATE "C", ADD COLUMN email_key TEXT COLLATE "C"
            """;

    private static final String ALL = "SELECT account_id, user_name, email FROM account ORDER BY account_id";

    private static final String FILL = "UPDATE account SET user_key = ?, email = ?, email_key = ? WHERE account_id = ?";

    private static final String HOLD = """
            ALTER TABLE account
                ALTER COLUMN user_key SET NOT NULL,
                ADD CHECK ((email_key IS NULL) = (email IS NULL)),
                ADD CONSTRAINT account_user_key UNIQUE (user_key),
                ADD CONSTRAINT account_email_key UNIQUE (email_key),
                ADD CHECK (user_key = lower(user_name COLLATE "C"));
            DROP INDEX account_user_name, account_email
            """;

    /** The parts of an account that are compared. */
    private record Named(long id, UserName name, Optional<Email> email) {}

    /** Two accounts are one by the rule, so somebody has to say which of them keeps what. */
    public static final class Same extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Same(String sentence) {
            super(sentence);
        }
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(ADD);
            List<Named> all = all(statement);
            refuseSame(
                    all, "the same name", account -> Optional.of(account.name().key()));
            refuseSame(all, "the same email address", account -> account.email().map(Email::key));
            fill(connection, all);
            statement.execute(HOLD);
        }
    }

    private static List<Named> all(Statement statement) throws SQLException {
        List<Named> all = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                all.add(named(rows));
            }
        }
        return all;
    }

    private static Named named(ResultSet row) throws SQLException {
        return new Named(
                row.getLong(1),
                new UserName(row.getString(2)),
                Optional.ofNullable(row.getString(3)).map(Email::new));
    }

    private static void refuseSame(List<Named> all, String what, Function<Named, Optional<String>> key) {
        Map<String, Named> first = new HashMap<>();
        List<String> pairs = new ArrayList<>();
        for (Named account : all) {
            key.apply(account)
                    .map(same -> first.putIfAbsent(same, account))
                    .ifPresent(other -> pairs.add(told(other) + " and " + told(account)));
        }
        if (!pairs.isEmpty()) {
            throw new Same("accounts have " + what + " but for letter case or the form of characters: "
                    + pairs.stream().limit(20).collect(Collectors.joining(", "))
                    + "; change one of each in the table account, then start again");
        }
    }

    private static String told(Named account) {
        return account.name() + account.email().map(email -> " <" + email + ">").orElse("") + " (account_id "
                + account.id() + ")";
    }

    private static void fill(Connection connection, List<Named> all) throws SQLException {
        try (PreparedStatement filling = connection.prepareStatement(FILL)) {
            int batched = 0;
            for (Named account : all) {
                filling.setString(1, account.name().key());
                filling.setString(2, account.email().map(Email::value).orElse(null));
                filling.setString(3, account.email().map(Email::key).orElse(null));
                filling.setLong(4, account.id());
                filling.addBatch();
                batched++;
                if (batched % BATCH == 0) {
                    filling.executeBatch();
                }
            }
            filling.executeBatch();
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("8");
    }

    @Override
    public String getDescription() {
        return "folded names";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
