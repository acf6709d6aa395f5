package io.papertrader.master.leadership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** A database transaction on the connection that holds the lock: who was given one may write money. */
public final class WriterTransaction {
    private final LeadConnection connection;

    WriterTransaction(LeadConnection connection) {
        this.connection = connection;
    }

    /** One statement of the transaction. */
    public Uni<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.execute(sql, parameters);
    }
}
