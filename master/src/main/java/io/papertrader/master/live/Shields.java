package io.papertrader.master.live;

import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Retries with growing pauses, a breaker, and a bound on calls at a time, for each provider its own. */
@ApplicationScoped
class Shields {
    private static final int RETRIES = 2;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int PAUSE_FACTOR = 3;
    /** Values of now, closed days that pass, and what somebody asks of the past: none waits for the others. */
    private static final int CALLS_AT_A_TIME = 3;

    private static final int CALLS_WAITING = 64;

    /** So many calls in a row that failed break the circuit, for this time. */
    private static final int BREAKS_AFTER = 6;

    private static final Duration BROKEN_FOR = Duration.ofSeconds(10);

    /** No more than this is spent on a question, so that one provider does not hold up an update for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    Shield of(String provider) {
        TypedGuard<Uni<WebAnswer>> guard = TypedGuard.create(new TypeLiteral<Uni<WebAnswer>>() {
                    private static final long serialVersionUID = 1L;
                })
                .withDescription(provider)
                .withBulkhead()
                .limit(CALLS_AT_A_TIME)
                .queueSize(CALLS_WAITING)
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(BREAKS_AFTER)
                .failureRatio(1)
                .delay(BROKEN_FOR.toMillis(), ChronoUnit.MILLIS)
                .skipOn(ProviderFault.Pausing.class)
                .done()
                .withRetry()
                .maxRetries(RETRIES)
                .delay(FIRST_PAUSE_MILLIS, ChronoUnit.MILLIS)
                .jitter(FIRST_PAUSE_MILLIS / 2, ChronoUnit.MILLIS)
                .withExponentialBackoff()
                .factor(PAUSE_FACTOR)
                .maxDelay(PATIENCE.toMillis() / 2, ChronoUnit.MILLIS)
                .done()
                .maxDuration(PATIENCE.toMillis(), ChronoUnit.MILLIS)
                .abortOn(List.of(ProviderFault.Lasting.class, ProviderFault.Pausing.class))
                .done()
                .build();
        return guard::get;
    }
}
