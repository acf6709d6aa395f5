package io.papertrader.master.trade;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** How far the queue reaches. */
@ApplicationScoped
public class QueueEnd {
    private static final String LAST_NUMBER = "SELECT coalesce(max(queue_number), 0) AS last FROM queued_transaction";

    private final Pool pool;

    QueueEnd(Pool pool) {
        this.pool = pool;
    }

    /** The number of the newest transaction in the queue: what is accepted later waits for a later value. */
    public Uni<Long> lastNumber() {
        return pool.query(LAST_NUMBER)
                .execute()
                .map(rows -> rows.iterator().next().getLong("last"));
    }
}
