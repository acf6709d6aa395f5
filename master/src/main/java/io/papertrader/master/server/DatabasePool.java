package io.papertrader.master.server;

import io.papertrader.node.HostNames;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;

/** Makes the pool of connections to the database, which finds it anew for each of them, and on no event loop's time. */
@Singleton
class DatabasePool implements PgPoolCreator {
    private final HostNames names;

    DatabasePool(HostNames names) {
        this.names = names;
    }

    @Override
    public Pool create(Input input) {
        PgConnectOptions database = input.pgConnectOptionsList().getFirst();
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(() -> found(database))
                .using(input.vertx())
                .build();
    }

    private Future<SqlConnectOptions> found(PgConnectOptions database) {
        // With TLS the name is what the certificate is compared with.
        if (database.getSslMode() != SslMode.DISABLE || database.isUsingDomainSocket()) {
            return Future.succeededFuture(database);
        }
        return names.address(database.getHost()).map(address -> new PgConnectOptions(database).setHost(address));
    }
}
