package io.papertrader.master.server;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.papertrader.master.ByKey;
import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.leadership.LeadConnections;
import io.papertrader.master.leadership.Lease;
import io.papertrader.node.HostNames;
import io.papertrader.node.StartRefusal;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes connections to the database: those of the pool, which cannot write money, and the one of the lead. The name of
 * the database is looked up anew for each of them, and not on an event loop.
 */
@Singleton
class DatabasePool implements PgPoolCreator, LeadConnections {
    private static final int CONNECT_MILLIS = (int) LONGEST.toMillis();
    private static final int SILENT_MILLIS = (int) Lease.UNREACHED.toMillis();
    private static final int SILENT_SECONDS = 1;
    private static final int SILENT_TIMES = 2;

    /** Portfolios are read by steps that wait, and before a clearing; each reading is three statements. */
    private static final int READERS = 6;

    /** Postgres finds out within some seconds that this master is gone; systems wait for hours unless they are told. */
    private static final Map<String, String> KEEPALIVE = Map.of(
            "tcp_keepalives_idle", String.valueOf(SILENT_SECONDS),
            "tcp_keepalives_interval", String.valueOf(SILENT_SECONDS),
            "tcp_keepalives_count", String.valueOf(SILENT_TIMES),
            "tcp_user_timeout", String.valueOf(SILENT_MILLIS));

    /** The setting by which the triggers on the tables of money know a pooled connection. */
    private static final Map<String, String> POOLED = Map.of("papertrader.pooled", "on");

    /**
     * Rows are found by their keys alone, so that one plan serves every batch of the writer and every reading of
     * portfolios.
     */
    private static final Map<String, String> BY_KEYS = Map.of(
            "enable_seqscan", "off",
            "enable_hashjoin", "off",
            "enable_mergejoin", "off",
            "plan_cache_mode", "force_generic_plan");

    private final HostNames names;
    private final DatabaseConfig config;
    private final Vertx vertx;

    /** Known when the pool is made, as the first statement of a start needs it. */
    private final Promise<PgConnectOptions> database = Promise.promise();

    DatabasePool(HostNames names, DatabaseConfig config, Vertx vertx) {
        this.names = names;
        this.config = config;
        this.vertx = vertx;
    }

    @Override
    public Pool create(Input input) {
        if (input.pgConnectOptionsList().size() > 1) {
            throw new IllegalStateException("The master works with one database, so name one address of it");
        }
        PgConnectOptions given = withDeadlines(input.pgConnectOptionsList().getFirst());
        database.tryComplete(given);
        PgConnectOptions pooled = pooled(given);
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(() -> found(pooled))
                .using(input.vertx())
                .build();
    }

    @Produces
    @Singleton
    @ByKey
    io.vertx.mutiny.sqlclient.Pool byKey() {
        return io.vertx.mutiny.sqlclient.Pool.newInstance(PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(READERS))
                .connectingTo(() -> database.future()
                        .map(given -> with(pooled(given), BY_KEYS))
                        .compose(this::found))
                .using(vertx)
                .build());
    }

    void close(@Disposes @ByKey io.vertx.mutiny.sqlclient.Pool byKey) {
        byKey.closeAndForget();
    }

    private PgConnectOptions pooled(PgConnectOptions given) {
        return with(given, POOLED).addProperty("idle_in_transaction_session_timeout", millis());
    }

    @Override
    public Uni<PgConnection> open(Lease lease) {
        return Uni.createFrom()
                .completionStage(() -> database.future()
                        .map(given -> with(with(given, lease.session()), BY_KEYS))
                        .compose(this::found)
                        .toCompletionStage())
                .flatMap(found ->
                        onLastLoop(() -> io.vertx.pgclient.PgConnection.connect(vertx, new PgConnectOptions(found))))
                .map(PgConnection::newInstance);
    }

    /**
     * Links take event loops from the first on: what the writer sends and hears shall not wait for theirs, where it
     * need not.
     */
    private <T> Uni<T> onLastLoop(Supplier<Future<T>> connecting) {
        VertxInternal loops = (VertxInternal) vertx;
        EventExecutor last = loops.getEventLoopGroup().next();
        for (EventExecutor loop : loops.getEventLoopGroup()) {
            last = loop;
        }
        Context context = loops.createEventLoopContext((EventLoop) last, null, null);
        // Told on the loop itself: whoever hears of the connection finds its context there.
        return Uni.createFrom()
                .emitter(told -> context.runOnContext(
                        turn -> connecting.get().onSuccess(told::complete).onFailure(told::fail)));
    }

    private PgConnectOptions withDeadlines(PgConnectOptions database) {
        PgConnectOptions options = withTls(with(database, KEEPALIVE).addProperty("statement_timeout", millis()));
        // The given user is the owner, whom the other driver logs in as.
        options.setUser(config.user()).setPassword(config.password().orElse(""));
        // The times of this end count with Linux's own sockets alone: Java's know only that there are to be keepalives.
        options.setConnectTimeout(CONNECT_MILLIS)
                .setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(SILENT_SECONDS)
                .setTcpKeepAliveIntervalSeconds(SILENT_SECONDS)
                .setTcpKeepAliveCount(SILENT_TIMES)
                .setTcpUserTimeout(SILENT_MILLIS);
        return options;
    }

    private PgConnectOptions withTls(PgConnectOptions options) {
        return switch (config.tls()) {
            case DISABLE -> options;
            case REQUIRE -> options.setSslMode(SslMode.REQUIRE).setTrustAll(true);
            case VERIFY_FULL -> {
                Path authorities = config.tlsAuthorities()
                        .orElseThrow(() -> StartRefusal.because(
                                "papertrader.database.tls is verify-full: name the file of certificates to believe in"
                                        + " PAPERTRADER_DATABASE_TLS_AUTHORITIES"));
                options.setSslMode(SslMode.VERIFY_FULL)
                        .setPemTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()))
                        .setHostnameVerificationAlgorithm("HTTPS");
                yield options;
            }
        };
    }

    private static PgConnectOptions with(PgConnectOptions database, Map<String, String> settings) {
        PgConnectOptions options = new PgConnectOptions(database);
        settings.forEach(options::addProperty);
        return options;
    }

    private String millis() {
        return String.valueOf(config.statementTimeout().toMillis());
    }

    private Future<SqlConnectOptions> found(PgConnectOptions database) {
        if (database.isUsingDomainSocket()) {
            return Future.succeededFuture(database);
        }
        // TLS may compare the certificate with the name, so the name stays; Java remembers its address for the moment.
        return names.address(database.getHost())
                .map(address -> database.getSslMode() == SslMode.DISABLE
                        ? new PgConnectOptions(database).setHost(address)
                        : database);
    }
}
