package io.papertrader.master.trade;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the cost of every holding again, event by event: a purchase adds what was paid, a sale takes its part in
 * proportion, and in a corporate action the cost goes with the shares. What one event leaves the next needs, so it is
 * not done by a query; the rows come in their order, and those of one portfolio at a time are in memory.
 */
final class CostCheck {
    private static final int SCALE = 8;
    private static final int ROWS_AT_ONCE = 10_000;

    /** Fills of an update come before the actions behind it; what is held now comes last. */
    private static final String EVENTS = """
            SELECT portfolio_id, update_number AS behind, 0 AS action_number, event_number, side AS kind, symbol, symbol AS target,
                quantity, 0 AS given, CASE side WHEN 'BUY' THEN gross + fee ELSE 0 END AS amount
            FROM transaction
            WHERE ending = 'FILLED'

            UNION ALL
            SELECT portfolio_id, update_number, action_number, 0, 'EXCHANGE', symbol, coalesce(new_symbol, symbol), taken, given, 0
            FROM action_part JOIN corporate_action USING (action_number)
            WHERE taken > 0

            UNION ALL
            SELECT portfolio_id, 9223372036854775807, 0, 0, 'HELD', symbol, symbol, quantity, 0, cost
            FROM holding

            ORDER BY portfolio_id, behind, action_number, event_number
            """;

    private final List<String> faults;
    private final int most;
    private final Map<String, Held> held = new HashMap<>();
    private long portfolio = Long.MIN_VALUE;

    private record Held(BigDecimal quantity, BigDecimal cost) {
        static final Held NOTHING = new Held(BigDecimal.ZERO, BigDecimal.ZERO);

        Held plus(BigDecimal more, BigDecimal paid) {
            return new Held(quantity.add(more), cost.add(paid));
        }

        /** Shares that history does not have are told of by another check. */
        Held minus(BigDecimal less) {
            if (quantity.compareTo(less) <= 0) {
                return NOTHING;
            }
            BigDecimal part = cost.multiply(less).divide(quantity, SCALE, RoundingMode.HALF_EVEN);
            return new Held(quantity.subtract(less), cost.subtract(part));
        }
    }

    private CostCheck(List<String> faults, int most) {
        this.faults = faults;
        this.most = most;
    }

    /** Adds what is found to the faults, until there are so many. */
    static void run(Connection connection, List<String> faults, int most) throws SQLException {
        CostCheck check = new CostCheck(faults, most);
        try (PreparedStatement statement = connection.prepareStatement(EVENTS)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && faults.size() < most) {
                    check.take(rows);
                }
            }
        }
    }

    private void take(ResultSet row) throws SQLException {
        if (row.getLong("portfolio_id") != portfolio) {
            portfolio = row.getLong("portfolio_id");
            held.clear();
        }
        String symbol = row.getString("symbol");
        Held before = held.getOrDefault(symbol, Held.NOTHING);
        BigDecimal quantity = row.getBigDecimal("quantity");
        BigDecimal amount = row.getBigDecimal("amount");
        switch (row.getString("kind")) {
            case "BUY" -> held.put(symbol, before.plus(quantity, amount));
            case "SELL" -> held.put(symbol, before.minus(quantity));
            case "EXCHANGE" -> exchange(symbol, before, row.getString("target"), row.getBigDecimal("given"));
            default -> compare(symbol, before, amount);
        }
    }

    private void exchange(String symbol, Held before, String target, BigDecimal given) {
        held.remove(symbol);
        if (given.signum() > 0) {
            held.put(target, held.getOrDefault(target, Held.NOTHING).plus(given, before.cost));
        }
    }

    private void compare(String symbol, Held computed, BigDecimal cost) {
        if (cost.compareTo(computed.cost) != 0 && faults.size() < most) {
            faults.add("portfolio " + portfolio + ": its " + symbol + " cost " + cost.toPlainString()
                    + ", by its history " + computed.cost.toPlainString());
        }
    }
}
