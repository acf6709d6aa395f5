package io.papertrader.master.leadership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;

/** The source of the connection of the lead. It belongs to no pool, and its session has the settings of a {@link Lease}. */
public interface LeadConnections {
    /** A new connection. */
    Uni<PgConnection> open();
}
