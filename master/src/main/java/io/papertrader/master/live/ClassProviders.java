package io.papertrader.master.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.ProviderStatus;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * The providers of a class of assets in order of preference: which of them serves, and how each is, for the operator.
 */
final class ClassProviders {
    private static final Logger LOG = Logger.getLogger(ClassProviders.class);

    private static final Duration SOON = Duration.ofMinutes(1);

    private final AssetClass ofClass;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();

    /** Those that failed since the class had its last value. */
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    private final Failover failover;
    private final MeterRegistry metrics;
    private final InstantSource time;

    /** A provider and its names of the assets. */
    private record Known(LiveProvider provider, Names names) {}

    ClassProviders(
            AssetClass ofClass,
            List<LiveProvider> providers,
            Collection<AssetSymbol> listed,
            Failover failover,
            MeterRegistry metrics,
            InstantSource time) {
        this.ofClass = ofClass;
        this.failover = failover;
        this.metrics = metrics;
        this.time = time;
        providers.forEach(each -> known.put(each.name(), new Known(each, new Names(each, listed, time))));
        providers.forEach(this::meter);
    }

    private void meter(LiveProvider provider) {
        String name = provider.name();
        Tags tags = Tags.of(Tag.of("class", ofClass.word()), Tag.of("provider", name));
        metrics.gauge("papertrader.provider.serving", tags, this, self -> self.serves(name) ? 1 : 0);
        metrics.gauge(
                "papertrader.provider.serving.since.seconds",
                tags,
                this,
                self -> self.serves(name) ? self.failover.since().getEpochSecond() : 0);
        metrics.gauge(
                "papertrader.provider.failing",
                tags,
                this,
                self -> self.failover.health(name).failures());
        metrics.gauge(
                "papertrader.provider.budget.used",
                Tags.of("provider", name),
                provider.web(),
                web -> (double) web.used() / web.budget());
        metrics.counter("papertrader.provider.failures", "provider", name);
    }

    private boolean serves(String provider) {
        return failover.serving().equals(provider);
    }

    private Known known(String provider) {
        return Optional.ofNullable(known.get(provider)).orElseThrow();
    }

    List<LiveProvider> all() {
        return known.values().stream().map(Known::provider).toList();
    }

    /** The one whose values are shown. */
    LiveProvider serving() {
        return known(failover.serving()).provider();
    }

    /** Better ones than that, which are asked to see whether they are well. */
    List<LiveProvider> toLookAt() {
        return failover.toLookAt(time.instant()).stream()
                .map(name -> known(name).provider())
                .toList();
    }

    /** Those beside one that may be asked now. */
    List<LiveProvider> beside(LiveProvider one) {
        return all().stream()
                .filter(other -> !other.equals(one) && failover.mayBeAskedBeside(other.name(), time.instant()))
                .toList();
    }

    /** A provider's names of the assets. */
    Uni<Map<AssetSymbol, String>> names(LiveProvider provider) {
        return known(provider.name()).names().current();
    }

    /** True where a provider may be asked for values again, which it is then. */
    boolean isDue(LiveProvider provider) {
        Instant now = time.instant();
        Instant next = asked.getOrDefault(provider.name(), Instant.MIN).plus(pause(provider));
        if (now.isBefore(next)) {
            return false;
        }
        asked.put(provider.name(), now);
        return true;
    }

    /**
     * One that failed is asked again soon, as long as three quarters of its calls are left. A question that fails takes
     * several calls: where half of them are used it is asked half as often, so that some are left when it is well.
     */
    private Duration pause(LiveProvider provider) {
        Duration every = provider.every();
        if (every.compareTo(SOON) <= 0 || !failover.health(provider.name()).isFailing()) {
            return every;
        }
        if (provider.web().usesLessThan(1, 4)) {
            return SOON;
        }
        return provider.web().usesLessThan(1, 2) ? every : every.multipliedBy(2);
    }

    /** An answer without any value is a failure. */
    void answered(LiveProvider provider, List<Reading> readings) {
        if (readings.stream().noneMatch(Reading.Value.class::isInstance)) {
            failed(provider, "it told of no value");
            return;
        }
        String name = provider.name();
        String before = failover.serving();
        if (failover.health(name).isFailing()) {
            LOG.infof(
                    serves(name) ? "Values of %2$s come from %1$s again" : "%s tells of %s again",
                    name,
                    ofClass.word());
        }
        failed.remove(name);
        if (serves(name)) {
            failed.clear();
        }
        failover.worked(name, time.instant());
        tellOfTurn(before, "it is well again");
    }

    void failed(LiveProvider provider, Throwable failure) {
        failed(provider, reason(provider, failure));
    }

    /** A circuit that is broken says less than the failure that broke it. */
    private String reason(LiveProvider provider, Throwable failure) {
        String last = failover.health(provider.name()).lastFailure();
        boolean isBroken = failure instanceof CircuitBreakerOpenException;
        return isBroken && !last.isEmpty() ? last : String.valueOf(failure.getMessage());
    }

    private void failed(LiveProvider provider, String why) {
        String name = provider.name();
        metrics.counter("papertrader.provider.failures", "provider", name).increment();
        known(name).names().doubt();
        String before = failover.serving();
        boolean isFirst = failed.add(name);
        if (serves(name) ? isFirst : !failover.health(name).isFailing()) {
            LOG.warnf("%s fails: %s", name, why);
        }
        failover.failed(name, time.instant(), why);
        tellOfTurn(before, before + " fails: " + why);
    }

    /** The turn goes round while each fails; that all do was said. */
    private void tellOfTurn(String before, String why) {
        if (!serves(before)) {
            beginTurn(failover.serving());
            boolean isNews = !failed.contains(failover.serving());
            LOG.logf(
                    isNews ? Level.WARN : Level.DEBUG,
                    "Values of %s come from %s now: %s",
                    ofClass.word(),
                    failover.serving(),
                    why);
        }
    }

    /** One that is well is asked at once, whenever it was asked as another. */
    private void beginTurn(String provider) {
        if (!failover.health(provider).isFailing()) {
            asked.remove(provider);
        }
    }

    /** The state of each. */
    List<ProviderStatus> report() {
        return all().stream().map(this::status).toList();
    }

    private ProviderStatus status(LiveProvider provider) {
        String name = provider.name();
        Failover.Health health = failover.health(name);
        boolean isServing = serves(name);
        Web web = provider.web();
        return new ProviderStatus(
                ofClass,
                name,
                isServing,
                isServing ? Optional.of(failover.since()) : health.changed(),
                health.failures(),
                health.lastFailure(),
                web.used(),
                web.budget());
    }
}
