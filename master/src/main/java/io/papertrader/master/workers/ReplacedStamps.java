package io.papertrader.master.workers;

import io.papertrader.codec.message.UserName;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Orders whose worker's timestamp was so far from the master's clock that the master's own time took its place. */
@ApplicationScoped
public class ReplacedStamps {
    /** The most orders that are told of. */
    public static final int MOST = 100;

    private static final String LATEST = """
            SELECT transaction_id, user_name, replaced_stamp, placed_at
            FROM (
                (SELECT portfolio_id, transaction_id, replaced_stamp, placed_at
                FROM open_order
                WHERE worker_uuid = $1 AND replaced_stamp IS NOT NULL
                ORDER BY placed_at DESC
                LIMIT $2)
                UNION ALL
                (SELECT portfolio_id, transaction_id, replaced_stamp, placed_at
                FROM transaction
                WHERE worker_uuid = $1 AND replaced_stamp IS NOT NULL
                ORDER BY placed_at DESC
                LIMIT $2)) AS marked
            JOIN portfolio USING (portfolio_id)
            JOIN account USING (account_id)
            ORDER BY placed_at DESC, transaction_id
            LIMIT $2
            """;

    private final Pool pool;

    ReplacedStamps(Pool pool) {
        this.pool = pool;
    }

    /**
     * One order.
     *
     * @param stamp the worker's word
     * @param placedAt the master's time, by which the order is cleared and shown to its owner
     */
    public record Replaced(TransactionId order, UserName owner, Instant stamp, Instant placedAt) {}

    /** The latest of this worker, the latest first. */
    public Uni<List<Replaced>> latest(UUID worker) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(worker, MOST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReplacedStamps::replaced)
                        .toList());
    }

    private static Replaced replaced(Row row) {
        return new Replaced(
                new TransactionId(row.getUUID("transaction_id")),
                new UserName(row.getString("user_name")),
                row.getOffsetDateTime("replaced_stamp").toInstant(),
                row.getOffsetDateTime("placed_at").toInstant());
    }
}
