package io.papertrader.master;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/** A database that is away is waited for; one that refuses this master is not. */
@ApplicationScoped
public class DatabaseWait {
    private static final Logger LOG = Logger.getLogger(DatabaseWait.class);
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /** Starts or stops, has no place, or is a copy that takes no writes, as both are for a while in a failover. */
    private static final Set<String> AWAY = Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25006");

    private static final String CONNECTION_FAILED = "08";
    private static final String NOT_UNDERSTOOD = "08P01";

    private volatile boolean waiting;

    /** Tries until the database is there; calls back when it has to wait. */
    public <T> Uni<T> during(Supplier<Uni<T>> step, Runnable waits) {
        return Uni.createFrom()
                .deferred(step::get)
                .onFailure(DatabaseWait::isAway)
                .invoke(failure -> away(failure, waits))
                .onFailure(DatabaseWait::isAway)
                .retry()
                .withBackOff(FIRST, LONGEST)
                .indefinitely()
                .invoke(this::there);
    }

    /** True where the database is waited for. */
    public boolean isWaiting() {
        return waiting;
    }

    /** It has answered. */
    public void there() {
        if (waiting) {
            waiting = false;
            LOG.info("The database answers");
        }
    }

    private void away(Throwable failure, Runnable waits) {
        if (!waiting) {
            waiting = true;
            LOG.warnf("The database is away (%s); waiting for it", failure);
            waits.run();
        }
    }

    /** True where this may pass by itself. */
    static boolean isAway(Throwable failure) {
        return switch (failure) {
            case SSLException neverTrusted -> false;
            case IOException unreachable -> true;
            case TimeoutException silent -> true;
            case PgException refusal -> isAway(refusal.getSqlState());
            case SQLException refusal -> isAway(refusal.getSQLState());
            case VertxException closed -> true;
            case RuntimeException wrapped when wrapped.getCause() instanceof SQLException cause -> isAway(cause);
            default -> false;
        };
    }

    private static boolean isAway(String state) {
        return state != null
                && (AWAY.contains(state) || (state.startsWith(CONNECTION_FAILED) && !state.equals(NOT_UNDERSTOOD)));
    }
}
