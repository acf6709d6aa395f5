package io.papertrader.master.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.ProviderStatus;
import io.papertrader.master.asset.Retrieved;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Savings;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;

/** The values of one class of assets, by the provider that serves it now. */
final class LiveClass implements ValueSource {
    private static final Logger LOG = Logger.getLogger(LiveClass.class);

    private final AssetClass ofClass;
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final Set<AssetSymbol> listed;
    private final Failover failover;
    private final Doubts doubts;
    private final Judge judge;
    private final Thrift thrift;
    private final Troubles troubles;
    private final MeterRegistry metrics;
    private final InstantSource time;

    /** A provider and its names of the assets. */
    private record Source(LiveProvider provider, Names names) {
        String name() {
            return provider.name();
        }
    }

    /** The settings and surroundings of a class. */
    record Rules(Failover failover, Doubts doubts, Judge judge, Thrift thrift) {}

    LiveClass(
            AssetClass ofClass,
            List<LiveProvider> providers,
            Collection<AssetSymbol> listed,
            Rules rules,
            Troubles troubles,
            MeterRegistry metrics,
            InstantSource time) {
        this.ofClass = ofClass;
        this.listed = Set.copyOf(listed);
        this.failover = rules.failover();
        this.doubts = rules.doubts();
        this.judge = rules.judge();
        this.thrift = rules.thrift();
        this.troubles = troubles;
        this.metrics = metrics;
        this.time = time;
        providers.forEach(each -> sources.put(each.name(), new Source(each, new Names(each, listed, time))));
        sources.keySet().forEach(this::meter);
        List<Tag> tags = List.of(Tag.of("class", ofClass.word()));
        metrics.more()
                .counter(
                        "papertrader.calls.saved",
                        tags,
                        thrift,
                        it -> it.savings().calls());
        metrics.more()
                .counter(
                        "papertrader.assets.left.out",
                        tags,
                        thrift,
                        it -> it.savings().assets());
    }

    private void meter(String provider) {
        metrics.gauge(
                "papertrader.provider.serving",
                List.of(Tag.of("class", ofClass.word()), Tag.of("provider", provider)),
                this,
                self -> self.failover.serving().equals(provider) ? 1 : 0);
        metrics.gauge(
                "papertrader.provider.budget.used",
                List.of(Tag.of("provider", provider)),
                web(provider),
                web -> (double) web.used() / web.budget());
        metrics.counter("papertrader.provider.failures", "provider", provider);
    }

    private Web web(String provider) {
        return source(provider).provider().web();
    }

    private Source source(String provider) {
        return Optional.ofNullable(sources.get(provider)).orElseThrow();
    }

    /** A provider's names of the assets. */
    Uni<Map<AssetSymbol, String>> names(LiveProvider provider) {
        return source(provider.name()).names().current();
    }

    LiveProvider serving() {
        return source(failover.serving()).provider();
    }

    List<LiveProvider> providers() {
        return sources.values().stream().map(Source::provider).toList();
    }

    AssetClass ofClass() {
        return ofClass;
    }

    Set<AssetSymbol> listed() {
        return listed;
    }

    @Override
    public Uni<Retrieved> retrieve(Known known) {
        return retrieve(known, thrift.choose(serving().assetsACall(), time.instant()));
    }

    @Override
    public Uni<Retrieved> retrieveAtOnce(Known known, Set<AssetSymbol> some) {
        return retrieve(known, thrift.chooseWith(some, serving().assetsACall(), time.instant()));
    }

    @Override
    public boolean rests(AssetSymbol symbol) {
        return thrift.rests(symbol, time.instant());
    }

    /** A class that fails in a way that nobody thought of has nothing new. */
    private Uni<Retrieved> retrieve(Known known, Set<AssetSymbol> chosen) {
        return values(known, chosen)
                .onFailure()
                .invoke(failure -> LOG.error("Values of " + ofClass.word() + " cannot be retrieved", failure))
                .onFailure()
                .recoverWithItem(List.of())
                .map(samples ->
                        samples.isEmpty() ? new Retrieved.Nothing() : new Retrieved.Values(new AssetUpdate(samples)));
    }

    /** New values; none where there are none, or the provider fails. */
    private Uni<List<Sample>> values(Known known, Set<AssetSymbol> chosen) {
        Source serving = source(failover.serving());
        Uni<List<Sample>> values = ask(serving, chosen)
                .map(readings -> taken(serving, readings, known))
                .flatMap(taken -> confirmed(serving, taken, known));
        return Uni.join()
                .all(Stream.concat(
                                Stream.of(values),
                                failover.toLookAt(time.instant()).stream().map(better -> look(better, chosen)))
                        .toList())
                .andCollectFailures()
                .map(all -> all.getFirst());
    }

    /** A better provider is asked to see whether it is well; its values are not shown yet. */
    private Uni<List<Sample>> look(String provider, Set<AssetSymbol> chosen) {
        return ask(source(provider), chosen).replaceWith(List.of());
    }

    /** A value that is doubted is asked of the next provider too, if there is one. */
    private Uni<List<Sample>> confirmed(Source serving, List<Sample> taken, Known known) {
        Set<AssetSymbol> held = doubts.held();
        Optional<Source> other = sources.values().stream()
                .filter(source -> !source.equals(serving))
                .findFirst();
        if (held.isEmpty() || other.isEmpty()) {
            return Uni.createFrom().item(taken);
        }
        return ask(other.get(), held)
                .map(readings -> taken(other.get(), readings, known))
                .map(more -> Stream.concat(taken.stream(), more.stream()).toList());
    }

    /** The readings of a provider; none where it fails, which is noted. */
    private Uni<List<Reading>> ask(Source source, Set<AssetSymbol> wanted) {
        if (wanted.isEmpty() || !isDue(source)) {
            return Uni.createFrom().item(List.of());
        }
        return source.names()
                .current()
                .flatMap(names -> values(source, names, wanted))
                .invoke(readings -> noteAnswer(source, readings))
                .onFailure()
                .invoke(failure -> {
                    thrift.failed(wanted);
                    noteFailure(source, reason(source, failure));
                })
                .onFailure()
                .recoverWithItem(List.of());
    }

    /** A circuit that is broken says less than the failure that broke it. */
    private String reason(Source source, Throwable failure) {
        String last = failover.health(source.name()).lastFailure();
        boolean isBroken = failure instanceof CircuitBreakerOpenException;
        return isBroken && !last.isEmpty() ? last : String.valueOf(failure.getMessage());
    }

    private boolean isDue(Source source) {
        Instant now = time.instant();
        Instant next = asked.getOrDefault(source.name(), Instant.MIN)
                .plus(source.provider().every());
        if (now.isBefore(next)) {
            return false;
        }
        asked.put(source.name(), now);
        return true;
    }

    private Uni<List<Reading>> values(Source source, Map<AssetSymbol, String> names, Set<AssetSymbol> wanted) {
        Set<AssetSymbol> unknown = new HashSet<>(wanted);
        unknown.removeAll(names.keySet());
        Instant now = time.instant();
        unknown.forEach(symbol -> troubles.has(symbol, source.name(), "it does not know the asset", now));
        Map<AssetSymbol, String> asked = new HashMap<>(names);
        asked.keySet().retainAll(wanted);
        return asked.isEmpty()
                ? Uni.createFrom().failure(new ProviderFault("it knows none of the assets that were asked for"))
                : source.provider().values(asked);
    }

    private void noteAnswer(Source source, List<Reading> readings) {
        if (readings.stream().noneMatch(Reading.Value.class::isInstance)) {
            noteFailure(source, "it told of no value");
            return;
        }
        String before = failover.serving();
        failover.worked(source.name(), time.instant());
        tellOfTurn(before, "it is well again");
    }

    private void noteFailure(Source source, String why) {
        metrics.counter("papertrader.provider.failures", "provider", source.name())
                .increment();
        source.names().doubt();
        String before = failover.serving();
        if (failover.health(source.name()).failures() == 0) {
            LOG.warnf("%s fails: %s", source.name(), why);
        }
        failover.failed(source.name(), time.instant(), why);
        tellOfTurn(before, before + " fails: " + why);
    }

    private void tellOfTurn(String before, String why) {
        if (!failover.serving().equals(before)) {
            LOG.warnf("Values of %s come from %s now: %s", ofClass.word(), failover.serving(), why);
        }
    }

    private synchronized List<Sample> taken(Source source, List<Reading> readings, Known known) {
        Instant now = time.instant();
        Map<AssetSymbol, Sample> taken = new LinkedHashMap<>();
        for (Reading reading : readings) {
            AssetSymbol symbol = reading.symbol();
            switch (judge.judge(reading, known.of(symbol), now)) {
                case Judge.Verdict.Taken(Sample sample) -> {
                    taken.put(symbol, sample);
                    troubles.isWell(symbol);
                }
                case Judge.Verdict.Unchanged() -> troubles.isWell(symbol);
                case Judge.Verdict.Refused(String reason) -> troubles.has(symbol, source.name(), reason, now);
            }
        }
        return List.copyOf(taken.values());
    }

    /** The questions that it did without. */
    Savings savings() {
        return thrift.savings();
    }

    /** The state of its providers, in order of preference. */
    List<ProviderStatus> report() {
        return sources.values().stream().map(this::status).toList();
    }

    private ProviderStatus status(Source source) {
        String name = source.name();
        Failover.Health health = failover.health(name);
        boolean isServing = failover.serving().equals(name);
        Web web = source.provider().web();
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
