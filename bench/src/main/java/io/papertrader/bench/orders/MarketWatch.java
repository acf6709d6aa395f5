package io.papertrader.bench.orders;

import io.papertrader.bench.start.Stage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Looks into the master's database from outside, a few times a second at most. */
final class MarketWatch implements AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final String HAS_OPEN_ORDERS = "SELECT EXISTS (SELECT FROM open_order)";
    private static final String IS_CLEARING = "SELECT EXISTS (SELECT FROM market_update WHERE cleared_at IS NULL)";

    private final Connection connection;
    private long lookedNanos = System.nanoTime() - PAUSE_NANOS;
    private boolean seen;

    MarketWatch(Stage stage) throws SQLException {
        this.connection = stage.connect();
    }

    boolean hasOpenOrders() {
        return look(HAS_OPEN_ORDERS);
    }

    boolean isClearing() {
        return look(IS_CLEARING);
    }

    private boolean look(String question) {
        if (System.nanoTime() - lookedNanos >= PAUSE_NANOS) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(question)) {
                rows.next();
                seen = rows.getBoolean(1);
            } catch (SQLException e) {
                throw new IllegalStateException("the master's database does not answer", e);
            }
            lookedNanos = System.nanoTime();
        }
        return seen;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
