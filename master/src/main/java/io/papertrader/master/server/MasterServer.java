package io.papertrader.master.server;

import io.papertrader.codec.link.LinkKeys;
import io.papertrader.master.DatabaseConfig;
import io.papertrader.master.DatabaseWait;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.MarketOfDatabase;
import io.papertrader.master.audit.FailureSums;
import io.papertrader.master.identity.Providers;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.LostLeadership;
import io.papertrader.master.leadership.PoolerInBetween;
import io.papertrader.master.operator.Operators;
import io.papertrader.master.session.SessionKeys;
import io.papertrader.master.update.UpdateCycle;
import io.papertrader.master.workers.RegisteredWorkers;
import io.papertrader.node.ServiceManager;
import io.papertrader.node.StartRefusal;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.BindException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts and stops the parts in order (specification 3.1.1). */
@ApplicationScoped
class MasterServer {
    private static final Logger LOG = Logger.getLogger(MasterServer.class);
    private static final Duration RELEASE_TIMEOUT = Duration.ofSeconds(2);

    private final Schema schema;
    private final Leadership leadership;
    private final SessionKeys sessionKeys;
    private final Operators operators;
    private final RegisteredWorkers workers;
    private final UpdateCycle updates;
    private final Listener listener;
    private final Standstill standstill;
    private final ListOfAssets assets;
    private final MarketOfDatabase market;
    private final Providers thirdParties;
    private final DatabaseConfig database;
    private final DatabaseWait databaseWait;
    private final ServiceManager manager;
    private final FailureSums failures;
    private final Scheduler scheduler;

    /** The keys of this master, made at the first start: workers cannot be set up without the public key. */
    private final LinkKeys keys;

    private volatile Cancellable start = () -> {};

    MasterServer(
            Schema schema,
            Leadership leadership,
            SessionKeys sessionKeys,
            Operators operators,
            RegisteredWorkers workers,
            UpdateCycle updates,
            Listener listener,
            Standstill standstill,
            ListOfAssets assets,
            MarketOfDatabase market,
            Providers thirdParties,
            DatabaseConfig database,
            DatabaseWait databaseWait,
            ServiceManager manager,
            FailureSums failures,
            Scheduler scheduler,
            LinkKeys keys) {
        this.schema = schema;
        this.leadership = leadership;
        this.sessionKeys = sessionKeys;
        this.operators = operators;
        this.workers = workers;
        this.updates = updates;
        this.listener = listener;
        this.standstill = standstill;
        this.assets = assets;
        this.market = market;
        this.thirdParties = thirdParties;
        this.database = database;
        this.databaseWait = databaseWait;
        this.manager = manager;
        this.failures = failures;
        this.scheduler = scheduler;
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        // Read first: a list or a market that cannot be used has nothing to do with the database.
        LOG.debugf("%d assets are listed", assets.all().size());
        LOG.debugf("The market is a %s", updates.source());
        LOG.debugf("%d third parties are let in", thirdParties.told().size());
        start = databaseWait
                .during(schema::refuseNewer, manager::ready)
                .flatMap(known -> leadership.acquire(() -> schema.bringUpToDate(manager::ready), manager::ready))
                .flatMap(epoch -> databaseWait.during(this::load, manager::ready))
                .flatMap(loaded -> listener.open())
                .subscribe()
                .with(this::started, this::failed);
    }

    private Uni<Void> load() {
        return sessionKeys
                .load()
                .flatMap(loaded -> operators.load())
                .flatMap(loaded -> workers.load())
                .flatMap(loaded -> market.check())
                .flatMap(checked -> updates.start());
    }

    private void failed(Throwable failure) {
        LOG.debug("Why", failure);
        switch (failure) {
            case LostLeadership ending -> {
                return;
            }
            case Schema.Newer newer -> LOG.error(newer.getMessage());
            case StartRefusal said -> LOG.debug("It has said why");
            case BindException taken ->
                LOG.errorf(
                        "The master cannot listen for workers (papertrader.listen.host and .port): %s",
                        taken.getMessage());
            case Throwable pooler
            when PoolerInBetween.refused(pooler) ->
                LOG.errorf(
                        "%s is a pooler that shares its connections, and the lock of the master needs one to itself: name"
                                + " Postgres (papertrader.database.address)",
                        database.address());
            default -> LOG.error(new DatabaseRefusal(database, failure).sentence());
        }
        Quarkus.asyncExit(1);
    }

    /** Nothing that the scheduler drives runs before: a start that is refused leaves its sentence alone in the log. */
    private void started(int port) {
        if (scheduler.isStarted()) {
            scheduler.resume();
        }
        LOG.infof(
                "Listening for workers on port %d, with key %s",
                port, keys.publicKey().fingerprint());
        manager.ready();
    }

    /** A start that is under way is given up first, as all is taken away from under it: no fault of the database. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        start.cancel();
        standstill.begin();
        failures.sumUp().await().atMost(RELEASE_TIMEOUT);
        leadership.release().await().atMost(RELEASE_TIMEOUT);
    }
}
