package io.papertrader.master.asset;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps the past: parts for what comes, bars of what has come, and no more than the time for which each is kept,
 * counted back from the latest value. It can begin again at any time.
 */
@ApplicationScoped
class HistoryKeeper {
    private static final Logger LOG = Logger.getLogger(HistoryKeeper.class);

    /**
     * Updates before those whose values are kept: nothing looks at them any more. Few at a time, so that no order
     * waits.
     */
    private static final String FORGET = """
            DELETE FROM market_update
            WHERE update_number IN (
                SELECT update_number
                FROM market_update
                WHERE update_number < (
                    SELECT update_number FROM asset_value WHERE update_number > 0 ORDER BY value_time LIMIT 1)
                ORDER BY update_number
                LIMIT $1)
            """;

    private static final int FEW = 500;

    /** A month is over in every zone, and its last values have come. */
    private static final int DAYS_TO_MONTH = 2;

    private final Leadership leadership;
    private final AssetRepository assets;
    private final HistoryParts parts;
    private final RollUp rollUp;
    private final AssetConfig config;

    HistoryKeeper(
            Leadership leadership, AssetRepository assets, HistoryParts parts, RollUp rollUp, AssetConfig config) {
        this.leadership = leadership;
        this.assets = assets;
        this.parts = parts;
        this.rollUp = rollUp;
        this.config = config;
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return leadership.isHeld()
                ? keep().onFailure()
                        .invoke(failure -> LOG.warnf(
                                "The history cannot be rolled up; tried again in a minute: %s", failure.getMessage()))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    /** Brings all of it up to the latest value. */
    Uni<Void> keep() {
        return assets.latestTime()
                .flatMap(latest ->
                        latest.map(this::keep).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> keep(Instant latest) {
        LocalDate month = date(latest).minusDays(DAYS_TO_MONTH).withDayOfMonth(1);
        return parts.make(date(latest))
                .flatMap(made -> rollUp.updates())
                .flatMap(rolled -> rollUp.months(month))
                .flatMap(rolled -> drop(PartedTable.UPDATES, latest, config.keepUpdates()))
                .flatMap(dropped -> forgetUpdates())
                .flatMap(forgotten -> drop(PartedTable.MINUTES, latest, config.keepMinutes()))
                .flatMap(dropped -> drop(PartedTable.DAYS, latest, config.keepDays()));
    }

    private Uni<Void> drop(PartedTable table, Instant latest, Duration keep) {
        return parts.drop(table, date(latest.minus(keep)));
    }

    private Uni<Void> forgetUpdates() {
        return Steps.whileMore(() -> leadership
                .write(List.of(new Statement(FORGET, Tuple.of(FEW))))
                .map(forgotten -> forgotten.getFirst().rowCount() == FEW));
    }

    private static LocalDate date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
