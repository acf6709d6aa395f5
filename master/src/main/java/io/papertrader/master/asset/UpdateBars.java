package io.papertrader.master.asset;

/**
 * The bars of single updates, as SQL. A stored value tells of its day so far, so an update begins where the one before
 * it ended, and has an extreme of its own only where it moved the day's.
 */
final class UpdateBars {
    private static final String BARS = """
            SELECT value_time, coalesce(before, open) AS open,
                CASE WHEN before IS NULL THEN high
                    ELSE greatest(before, close, CASE WHEN high > high_before THEN high END) END AS high,
                CASE WHEN before IS NULL THEN low
                    ELSE least(before, close, CASE WHEN low < low_before THEN low END) END AS low,
                close, greatest(volume - coalesce(volume_before, 0), 0) AS volume
            FROM (
                SELECT *, lag(close) OVER of_day AS before, lag(high) OVER of_day AS high_before,
                    lag(low) OVER of_day AS low_before, lag(volume) OVER of_day AS volume_before
                FROM (
                    SELECT value_time, open, high, low, close, volume
                    FROM asset_value
                    WHERE symbol = {symbol} AND value_time >= {from} AND value_time < {to}
                    UNION ALL
                    -- The update before them, where it is of the same day.
                    (SELECT value_time, open, high, low, close, volume
                        FROM asset_value
                        WHERE symbol = {symbol} AND value_time < {from} AND value_time >= date_trunc('day', {from}, {zone})
                        ORDER BY value_time DESC
                        LIMIT 1)
                ) AS told
                WINDOW of_day AS (PARTITION BY date_trunc('day', value_time, {zone}) ORDER BY value_time)
            ) AS followed
            WHERE value_time >= {from}
            """;

    private UpdateBars() {}

    /** A query for those of an asset from (inclusive) to (exclusive), each said by an expression. */
    static String sql(String symbol, String zone, String from, String to) {
        return BARS.replace("{symbol}", symbol)
                .replace("{zone}", zone)
                .replace("{from}", from)
                .replace("{to}", to);
    }
}
