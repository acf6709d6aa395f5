package io.papertrader.master.server;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.master.trade.LedgerCheck;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Checks the whole ledger at even intervals, where this master serves; metrics and the log say what came of it. */
@ApplicationScoped
class LedgerWatch {
    private static final Logger LOG = Logger.getLogger(LedgerWatch.class);
    private static final Duration FIRST = Duration.ofMinutes(5);

    private final LedgerCheck check;
    private final LedgerConfig config;
    private final Listener listener;
    private final MeterRegistry metrics;
    private final Vertx vertx;

    LedgerWatch(LedgerCheck check, LedgerConfig config, Listener listener, MeterRegistry metrics, Vertx vertx) {
        this.check = check;
        this.config = config;
        this.listener = listener;
        this.metrics = metrics;
        this.vertx = vertx;
    }

    void begin(@Observes StartupEvent event) {
        check.show(metrics);
        vertx.setPeriodic(FIRST.toMillis(), config.checkEvery().toMillis(), tick -> look());
    }

    private void look() {
        if (listener.isOpen()) {
            check.run()
                    .subscribe()
                    .with(LedgerWatch::tell, failure -> LOG.errorf("The ledger could not be checked: %s", failure));
        }
    }

    private static void tell(LedgerCheck.Report report) {
        if (!report.clean()) {
            LOG.errorf(
                    "The ledger does not add up (papertrader admin ledger check says all): %s",
                    report.faults().getFirst());
        }
        if (!report.outstanding().isEmpty()) {
            LOG.warnf(
                    "Parts in corporate actions are still to come (papertrader admin ledger check says all): %s",
                    report.outstanding().getFirst());
        }
    }
}
