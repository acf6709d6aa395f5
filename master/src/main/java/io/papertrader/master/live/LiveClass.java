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
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The values of one class of assets: of the provider that serves it now, and of others where it does not tell of one. */
final class LiveClass implements ValueSource {
    private static final Logger LOG = Logger.getLogger(LiveClass.class);

    private static final Uni<List<Reading>> NO_READINGS = Uni.createFrom().item(List.of());

    private final AssetClass ofClass;
    private final ClassProviders providers;
    private final Set<AssetSymbol> listed;
    private final ValueCalls calls;
    private final TakenValues taken;
    private final StandIns standIns;
    private final Thrift thrift;
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
        this.calls = new ValueCalls(new UntoldAssets(), time);
        this.taken = new TakenValues(rules.judge(), troubles, time);
        this.standIns = new StandIns(this.providers, calls, rules.doubts(), taken, time);
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
        Uni<List<Sample>> values = ask(serving, chosen)
                .map(readings -> taken.of(serving, readings, known))
                .flatMap(its -> standIns.values(serving, chosen, known)
                        .map(others ->
                                Stream.concat(its.stream(), others.stream()).toList()));
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
