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
import io.papertrader.master.asset.Steps;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The values of one class of assets: of the provider that serves it now, and of others where that does not tell of one.
 */
final class LiveClass implements ValueSource {
    private static final Logger LOG = Logger.getLogger(LiveClass.class);

    /** The longest time that values of the one that serves wait for those of others. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Uni<List<Reading>> NO_READINGS = Uni.createFrom().item(List.of());
    private static final Uni<List<Sample>> NO_SAMPLES = Uni.createFrom().item(List.of());

    private final AssetClass ofClass;
    private final ClassProviders providers;
    private final Set<AssetSymbol> listed;
    private final ValueCalls calls;
    private final TakenValues taken;
    private final StandIns standIns;
    private final LateAnswer<List<Sample>> looks;
    private final Thrift thrift;
    private final InstantSource time;

    /**
     * The settings and surroundings of a class.
     *
     * @param patience the longest time that values of the one that serves wait for those of others
     */
    record Rules(Failover failover, Doubts doubts, Judge judge, Thrift thrift, Duration patience) {}

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
        this.calls = new ValueCalls(
                new UntoldAssets(rules.failover().leaveAfter(), rules.failover().returnAfter()), time);
        this.taken = new TakenValues(rules.judge(), troubles, time);
        this.standIns = new StandIns(this.providers, calls, rules.doubts(), taken, time, rules.patience());
        this.looks = new LateAnswer<>(List.of(), rules.patience());
        this.thrift = rules.thrift();
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

    /** The one that serves, and behind it the others in order of preference. */
    List<LiveProvider> servingFirst() {
        return Stream.concat(Stream.of(serving()), providers().stream())
                .distinct()
                .toList();
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

    /** New values; none where there are none, or the providers fail. */
    private Uni<List<Sample>> values(Known known, Set<AssetSymbol> chosen) {
        LiveProvider serving = serving();
        Uni<List<Sample>> values = ask(serving, chosen).flatMap(readings -> values(serving, readings, chosen, known));
        return Uni.join().all(values, look(chosen)).andCollectFailures().map(all -> all.getFirst());
    }

    private Uni<List<Sample>> values(
            LiveProvider serving, List<Reading> readings, Set<AssetSymbol> chosen, Known known) {
        List<Sample> its = taken.of(
                serving,
                readings.stream()
                        .filter(reading -> !calls.untold().isLeftToAnother(reading.symbol(), serving.name()))
                        .toList(),
                known);
        return standIns.values(serving, readings.isEmpty() ? Set.of() : chosen, known)
                .map(others -> Stream.concat(its.stream(), others.stream()).toList());
    }

    /** Better providers are asked to see whether they are well; their values are not shown yet. */
    private Uni<List<Sample>> look(Set<AssetSymbol> chosen) {
        List<LiveProvider> better = providers.toLookAt();
        return better.isEmpty()
                ? NO_SAMPLES
                : looks.to(() -> Steps.each(better, each -> ask(each, chosen).replaceWithVoid())
                        .replaceWith(NO_SAMPLES));
    }

    /** The readings of a provider; none where it fails, which is noted. */
    private Uni<List<Reading>> ask(LiveProvider provider, Set<AssetSymbol> wanted) {
        return wanted.isEmpty() || !providers.isDue(provider)
                ? NO_READINGS
                : names(provider)
                        .flatMap(names -> calls.ask(provider, names, wanted))
                        .invoke(readings -> providers.answered(provider, readings))
                        .onFailure()
                        .invoke(failure -> failed(provider, wanted, failure))
                        .onFailure()
                        .recoverWithItem(List.of());
    }

    private void failed(LiveProvider provider, Set<AssetSymbol> wanted, Throwable failure) {
        thrift.failed(wanted);
        providers.failed(provider, failure);
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
