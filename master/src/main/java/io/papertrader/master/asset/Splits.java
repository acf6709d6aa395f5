package io.papertrader.master.asset;

import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The splits that were carried out, as the journal has them, and those of before that providers know of; of a replay that
 * began anew, those since then.
 */
@ApplicationScoped
class Splits {
    /**
     * Values of the ex-date are of new shares, and so is a stretch that begins with it. A provider may tell of one that
     * was carried out under a date nearby.
     */
    private static final String WITHIN = """
            SELECT ex_date, new_shares, old_shares
            FROM (
                SELECT ex_date, new_shares, old_shares, action_number
                FROM corporate_action
                WHERE symbol = $1 AND kind = 'SPLIT'
                    AND action_number > coalesce((SELECT last_action FROM replay_start), 0)
                UNION ALL
                SELECT ex_date, new_shares, old_shares, 0
                FROM past_split
                WHERE symbol = $1 AND NOT EXISTS (
                    SELECT FROM corporate_action AS action
                    WHERE action.symbol = $1 AND kind = 'SPLIT' AND action.ex_date BETWEEN past_split.ex_date - 3 AND past_split.ex_date + 3
                        AND action_number > coalesce((SELECT last_action FROM replay_start), 0))
            ) AS known
            WHERE ex_date > $2 AND ex_date <= $3
            ORDER BY ex_date, action_number
            """;

    private final Pool pool;

    Splits(Pool pool) {
        this.pool = pool;
    }

    /** Those of an asset within a stretch, by their days. */
    Uni<List<Split>> within(AssetSymbol asset, Window window) {
        return pool.preparedQuery(WITHIN)
                .execute(Tuple.of(asset.value(), window.first(), window.last()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Splits::split)
                        .toList());
    }

    private static Split split(Row row) {
        return new Split(
                row.getLocalDate("ex_date"), new ShareRatio(row.getLong("new_shares"), row.getLong("old_shares")));
    }
}
