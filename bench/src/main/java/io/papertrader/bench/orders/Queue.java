package io.papertrader.bench.orders;

import io.papertrader.bench.start.Stage;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A queue as the tables have it, put there in bulk while no master runs: portfolios that can pay, and orders of theirs
 * in assets of this measurement's own. An update that waits to be cleared is put there as one that a master has
 * committed and not gone on with; the next master goes on with it as soon as it has read the market.
 */
final class Queue {
    private static final String PORTFOLIOS = """
            WITH opened AS (
                INSERT INTO account (user_name, user_key, email, email_key, member_since)
                SELECT 'queue-' || number, 'queue-' || number, 'queue-' || number || '@example.org',
                    'queue-' || number || '@example.org', now()
                FROM generate_series(1, ?) AS number
                RETURNING account_id
            )
            INSERT INTO portfolio (portfolio_id, account_id, currency, opening_cash, opened_at, cash)
            SELECT account_id, account_id, 'USD', 1000000, now(), 1000000
            FROM opened
            """;

    /** Ids of version 7 that grow; neighbours in the queue are neither of one portfolio nor of one asset, and a
     * portfolio's orders are each in another asset. */
    private static final String ORDERS = """
            WITH numbered AS (SELECT order_number AS last FROM last_order),
            owner AS (
                SELECT portfolio_id, row_number() OVER (ORDER BY portfolio_id) - 1 AS place
                FROM portfolio JOIN account USING (account_id)
                WHERE user_name LIKE 'queue-%'
            )
            INSERT INTO open_order (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, reserved_cash,
                placed_at, accepted_at, worker_uuid)
            SELECT portfolio_id,
                (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7000'
                    || to_hex(x'8000000000000000'::bigint | (last + number)))::uuid,
                last + number, 'BUY', 'Q' || (number * 31 + number / ?) % ?, 0.01, 'AT_NEXT_VALUE', 1.5,
                now() - INTERVAL '1 hour' + number * INTERVAL '1 millisecond', now(), '00000000-0000-0000-0000-000000000001'
            FROM numbered, generate_series(1, ?) AS number JOIN owner ON place = number * 7919 % ?
            """;

    private static final String COUNT =
            "UPDATE last_order SET order_number = greatest(order_number, (SELECT max(order_number) FROM open_order))";

    private static final String UPDATE = """
            WITH next AS (
                INSERT INTO market_update (update_number, last_order, seen_at)
                SELECT (SELECT max(update_number) + 1 FROM market_update), order_number, now()
                FROM last_order
                RETURNING update_number
            )
            INSERT INTO asset_value (symbol, value_time, open, high, low, close, volume, source, update_number)
            SELECT 'Q' || number, now(), 100, 100, 100, 100, 1000, 'bench', update_number
            FROM next, generate_series(0, ?) AS number
            """;

    /** The time from the first decision to the commit that ended the clearing. */
    private static final String CLEARED = """
            SELECT count(*) AS orders, extract(epoch FROM cleared_at - min(ended_at)) * 1e6 / count(*) AS micros_an_order
            FROM market_update JOIN transaction USING (update_number)
            WHERE update_number = (SELECT max(update_number) FROM transaction WHERE ending = 'FILLED') AND ending = 'FILLED'
            GROUP BY cleared_at
            """;

    private final Stage stage;
    private final int portfolios;
    private final int assets;

    Queue(Stage stage, int portfolios, int assets) {
        this.stage = stage;
        this.portfolios = portfolios;
        this.assets = assets;
    }

    /** Settings of a master with this list, with which no update comes of itself, and no value is stale by then. */
    static Map<String, String> settings(Path list) {
        return Map.of(
                "PAPERTRADER_ASSET_LIST", list.toString(),
                "PAPERTRADER_REPLAY_HISTORY", "1",
                "PAPERTRADER_UPDATE_INTERVAL", "24h",
                "PAPERTRADER_TRADE_STARTING_CASH", "1000000000",
                "PAPERTRADER_TRADE_MAX_OPEN_ORDERS", "100000",
                "PAPERTRADER_DATABASE_STATEMENT_TIMEOUT", "10m");
    }

    /** The list of the master's assets: these, and one that has recorded values to replay. */
    void list(Path file) throws IOException {
        Files.writeString(
                file,
                IntStream.range(0, assets)
                        .mapToObj(number -> "Q" + number + ",Queued " + number + ",USD\n")
                        .collect(Collectors.joining("", "symbol,name,currency\nAAPL,Apple Inc.,USD\n", "")));
    }

    AssetSymbol symbol() {
        return new AssetSymbol("Q0");
    }

    void open() throws SQLException {
        execute(PORTFOLIOS, portfolios);
    }

    /** Puts in so many orders, of so many of the portfolios. */
    void fill(int orders, int owners) throws SQLException {
        execute(ORDERS, owners, assets, orders, owners);
        execute(COUNT);
        execute("VACUUM (ANALYZE)");
        execute("CHECKPOINT");
    }

    /** Commits an update of all assets. */
    void update() throws SQLException {
        execute(UPDATE, assets - 1);
        execute("CHECKPOINT");
    }

    /** The time that each order of the last update took; fails where any was not filled. */
    double microsAnOrder(int orders) throws SQLException, IOException {
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CLEARED)) {
            long filled = rows.next() ? rows.getLong("orders") : 0;
            if (filled != orders) {
                throw new IOException(filled + " of " + orders + " orders were filled");
            }
            return rows.getDouble("micros_an_order");
        }
    }

    private void execute(String sql, long... parameters) throws SQLException {
        try (Connection connection = stage.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
