package io.papertrader.master.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The values of one class of assets, by the provider that serves it now. */
final class LiveClass implements ValueSource {
    private static final Logger LOG = Logger.getLogger(LiveClass.class);

    private final AssetClass ofClass;
    private final ClassProviders providers;
    private final Set<AssetSymbol> listed;
    private final Doubts doubts;
    private final Judge judge;
    private final Thrift thrift;
    private final Troubles troubles;
    private final InstantSource time;

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
        this.providers = new ClassProviders(ofClass, providers, listed, rules.failover(), metrics, time);
        this.doubts = rules.doubts();
        this.judge = rules.judge();
        this.thrift = rules.thrift();
        this.troubles = troubles;
        this.time = time;
        Tags tags = Tags.of("class", ofClass.word());
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

    /** A provider's names of the assets. */
    Uni<Map<AssetSymbol, String>> names(LiveProvider provider) {
        return providers.names(provider);
    }

    LiveProvider serving() {
        return providers.serving();
    }

    List<LiveProvider> providers() {
        return providers.all();
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
        LiveProvider serving = serving();
        Uni<List<Sample>> values = ask(serving, chosen)
                .map(readings -> taken(serving, readings, known))
                .flatMap(taken -> confirmed(serving, taken, known));
        return Uni.join()
                .all(Stream.concat(
                                Stream.of(values), providers.toLookAt().stream().map(better -> look(better, chosen)))
                        .toList())
                .andCollectFailures()
                .map(all -> all.getFirst());
    }

    /** A better provider is asked to see whether it is well; its values are not shown yet. */
    private Uni<List<Sample>> look(LiveProvider provider, Set<AssetSymbol> chosen) {
        return ask(provider, chosen).replaceWith(List.of());
    }

    /** A value that is doubted is asked of the next provider too, if there is one. */
    private Uni<List<Sample>> confirmed(LiveProvider serving, List<Sample> taken, Known known) {
        Set<AssetSymbol> held = doubts.held();
        Optional<LiveProvider> other = providers.beside(serving);
        if (held.isEmpty() || other.isEmpty()) {
            return Uni.createFrom().item(taken);
        }
        return askBeside(other.get(), held)
                .map(readings -> taken(other.get(), values(readings), known))
                .map(more -> Stream.concat(taken.stream(), more.stream()).toList());
    }

    /** One that is asked beside it has nothing against an asset of which it has no value. */
    private static List<Reading> values(List<Reading> readings) {
        return readings.stream().filter(Reading.Value.class::isInstance).toList();
    }

    private Uni<List<Reading>> ask(LiveProvider provider, Set<AssetSymbol> wanted) {
        return ask(provider, wanted, names -> answer(provider, names, wanted));
    }

    /** That one which is asked beside another knows none of these is no failure. */
    private Uni<List<Reading>> askBeside(LiveProvider provider, Set<AssetSymbol> wanted) {
        return ask(
                provider,
                wanted,
                names -> Collections.disjoint(names.keySet(), wanted)
                        ? Uni.createFrom().item(List.of())
                        : answer(provider, names, wanted));
    }

    /** The readings of a provider; none where it fails, which is noted. */
    private Uni<List<Reading>> ask(
            LiveProvider provider,
            Set<AssetSymbol> wanted,
            Function<Map<AssetSymbol, String>, Uni<List<Reading>>> answer) {
        if (wanted.isEmpty() || !providers.isDue(provider)) {
            return Uni.createFrom().item(List.of());
        }
        return names(provider)
                .flatMap(answer::apply)
                .onFailure()
                .invoke(failure -> {
                    thrift.failed(wanted);
                    providers.failed(provider, failure);
                })
                .onFailure()
                .recoverWithItem(List.of());
    }

    private Uni<List<Reading>> answer(LiveProvider provider, Map<AssetSymbol, String> names, Set<AssetSymbol> wanted) {
        return readings(provider, names, wanted).invoke(readings -> providers.answered(provider, readings));
    }

    private Uni<List<Reading>> readings(
            LiveProvider provider, Map<AssetSymbol, String> names, Set<AssetSymbol> wanted) {
        Map<AssetSymbol, String> asked = new HashMap<>(names);
        asked.keySet().retainAll(wanted);
        if (asked.isEmpty()) {
            return Uni.createFrom().failure(new ProviderFault("it knows none of the assets that were asked for"));
        }
        Stream<Reading> unknown = wanted.stream()
                .filter(symbol -> !asked.containsKey(symbol))
                .map(symbol -> new Reading.Nonsense(symbol, "it does not know the asset"));
        return provider.values(asked)
                .map(told -> Stream.concat(told.stream(), unknown).toList());
    }

    private synchronized List<Sample> taken(LiveProvider provider, List<Reading> readings, Known known) {
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
                case Judge.Verdict.Refused(String reason) -> troubles.has(symbol, provider.name(), reason, now);
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
        return providers.report();
    }
}
