package io.papertrader.master;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks into the master's database from beside it, as its superuser. */
@ApplicationScoped
public class Database {
    private final DatabaseConfig config;

    Database(DatabaseConfig config) {
        this.config = config;
    }

    public Connection connect() throws SQLException {
        return Postgres.connect(config.name());
    }

    public void run(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.execute();
        }
    }

    /** Past the triggers and foreign keys: what only a fault could do. */
    public void force(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement replica = connection.prepareStatement("SET session_replication_role = replica");
                PreparedStatement statement = prepare(connection, sql, parameters)) {
            replica.execute();
            statement.execute();
        }
    }

    /** The first column of every row, as text. */
    public List<String> column(String sql, Object... parameters) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<String> column = new ArrayList<>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        }
    }

    /** The first column of the one row. */
    public String one(String sql, Object... parameters) throws SQLException {
        List<String> column = column(sql, parameters);
        if (column.size() != 1) {
            throw new AssertionError(column.size() + " rows where one was expected");
        }
        return column.getFirst();
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
