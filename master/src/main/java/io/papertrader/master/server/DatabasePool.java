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
        if (input.pgConnectOptionsList().size() > 1) {
            throw new IllegalStateException("The master works with one database, so name one address of it");
        }
        PgConnectOptions database = input.pgConnectOptionsList().getFirst();
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(() -> found(database))
                .using(input.vertx())
                .build();
    }

    private Future<SqlConnectOptions> found(PgConnectOptions database) {
        if (database.isUsingDomainSocket()) {
            return Future.succeededFuture(database);
        }
        // TLS may compare the certificate with the name. It stays then, and Java knows the address for the moment.
        return names.address(database.getHost())
                .map(address -> database.getSslMode() == SslMode.DISABLE
                        ? new PgConnectOptions(database).setHost(address)
                        : database);
    }
}
