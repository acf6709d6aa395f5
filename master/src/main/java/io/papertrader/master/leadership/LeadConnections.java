package io.papertrader.master.leadership;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import java.time.Duration;

/** The source of the connection of the lead, which belongs to no pool. */
public interface LeadConnections {
    /** The longest that a connection may take to open; one that is given up is tried again. */
    Duration LONGEST = Duration.ofSeconds(3);

    /** A new connection, whose session has the settings of this lease. */
    Uni<PgConnection> open(Lease lease);
}
