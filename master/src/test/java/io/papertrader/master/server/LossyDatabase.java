package io.papertrader.master.server;

import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.Postgres;
import io.papertrader.master.leadership.DatabaseRoad;
import io.papertrader.master.leadership.LeadConnections;
import io.papertrader.master.leadership.Lease;
import io.quarkus.test.Mock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The master's connections; where a test says so, the lead's go by a road that may lose what the database answers. */
@Mock
@Singleton
public class LossyDatabase implements LeadConnections {
    private final DatabasePool database;
    private final DatabaseConfig config;
    private final Vertx vertx;
    private volatile Optional<DatabaseRoad> road = Optional.empty();

    LossyDatabase(DatabasePool database, DatabaseConfig config, Vertx vertx) {
        this.database = database;
        this.config = config;
        this.vertx = vertx;
    }

    /** Sends connections of the lead over this road from now on. */
    public DatabaseRoad takeRoad() {
        DatabaseRoad taken = new DatabaseRoad(vertx);
        road = Optional.of(taken);
        return taken;
    }

    public void leaveRoad() {
        road = Optional.empty();
    }

    @Override
    public Uni<PgConnection> open(Lease lease) {
        return road.map(by -> open(by, lease)).orElseGet(() -> database.open(lease));
    }

    private Uni<PgConnection> open(DatabaseRoad by, Lease lease) {
        PgConnectOptions options = PgConnectOptions.fromUri(
                "postgresql://" + Postgres.EVERYDAY + "@" + Postgres.HOST + ":" + by.port() + "/" + config.name());
        options.setCachePreparedStatements(true);
        lease.session().forEach(options::addProperty);
        return Uni.createFrom()
                .<io.vertx.pgclient.PgConnection>emitter(told -> vertx.getOrCreateContext()
                        .runOnContext(turn -> io.vertx.pgclient.PgConnection.connect(vertx, options)
                                .onSuccess(told::complete)
                                .onFailure(told::fail)))
                .map(PgConnection::newInstance);
    }
}
