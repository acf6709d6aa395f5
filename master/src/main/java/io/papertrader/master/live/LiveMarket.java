package io.papertrader.master.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.actions.ActionSource;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetProvider;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.asset.MarketConfig;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.ReplayedPeriod;
import io.papertrader.master.asset.SourceReport;
import io.papertrader.master.asset.ValueSource;
import io.papertrader.master.asset.Wanted;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The market of today: the values of each class of assets by its own providers. */
@ApplicationScoped
@Typed(LiveMarket.class)
public class LiveMarket implements AssetProvider {
    private final List<LiveClass> classes;
    private final Troubles troubles;
    private final RefusedRows refused;
    private final Listings listings;
    private final List<TradingCalendar> calendars;
    private final KnownSplits splits;

    LiveMarket(
            MarketChoice choice,
            MarketConfig config,
            @All List<LiveProvider> providers,
            ListOfAssets list,
            Listings listings,
            Wanted wanted,
            @All List<ActionSource> actions,
            Troubles troubles,
            RefusedRows refused,
            MeterRegistry metrics,
            InstantSource time) {
        this.splits = new KnownSplits(ActionSource.ofAll(actions));
        this.troubles = troubles;
        this.refused = refused;
        this.listings = listings;
        this.calendars =
                choice.classes().stream().map(listings::hours).distinct().toList();
        this.classes = choice.classes().stream()
                .map(each -> ofClass(each, choice, config, providers, list, listings, wanted, metrics, time))
                .toList();
    }

    private LiveClass ofClass(
            AssetClass each,
            MarketChoice choice,
            MarketConfig config,
            List<LiveProvider> providers,
            ListOfAssets list,
            Listings listings,
            Wanted wanted,
            MeterRegistry metrics,
            InstantSource time) {
        List<LiveProvider> inOrder = choice.providers(each).stream()
                .map(name -> named(name, providers))
                .toList();
        List<LiveProvider> usable = inOrder.stream()
                .filter(provider -> provider.missingSetting().isEmpty())
                .toList();
        if (usable.isEmpty()) {
            throw StartRefusal.because("The market %s has no provider that can be asked: set %s."
                    .formatted(
                            each.word(),
                            inOrder.stream()
                                    .flatMap(provider -> provider.missingSetting().stream())
                                    .collect(Collectors.joining(" or "))));
        }
        List<AssetSymbol> symbols = list.all().stream()
                .filter(asset -> asset.ofClass().filter(each::equals).isPresent())
                .map(ListedAsset::symbol)
                .toList();
        Doubts doubts = new Doubts(choice.jump(each));
        Failover failover = new Failover(
                usable.stream().map(LiveProvider::name).toList(),
                config.failover().leaveAfter(),
                config.failover().returnAfter(),
                time.instant());
        return new LiveClass(
                each,
                usable,
                symbols,
                new LiveClass.Rules(
                        failover,
                        doubts,
                        new Judge(doubts, listings.hours(each), splits),
                        new Thrift(
                                each,
                                symbols,
                                wanted::has,
                                choice.staleAfter(each).dividedBy(2)),
                        LiveClass.PATIENCE),
                troubles,
                metrics,
                time);
    }

    private static LiveProvider named(String name, List<LiveProvider> providers) {
        return providers.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow(() -> StartRefusal.because("There is no provider named " + name + " yet."));
    }

    /** The classes of assets. */
    List<LiveClass> classes() {
        return classes;
    }

    /** The providers that may be asked. */
    public List<LiveProvider> providers() {
        return classes.stream().flatMap(each -> each.providers().stream()).toList();
    }

    @Override
    public TradingCalendar hours(ListedAsset asset) {
        // An asset whose line names no class has the usual one.
        return listings.hours(asset.ofClass().orElseThrow());
    }

    /** The past of a live market comes by itself, while it is open already. */
    @Override
    public List<AssetUpdate> history() {
        return List.of();
    }

    @Override
    public String source() {
        return classes.stream()
                .map(each -> "live " + each.ofClass().word() + " values of "
                        + each.serving().name())
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<ReplayedPeriod> period(Instant latest) {
        return Optional.empty();
    }

    @Override
    public List<TradingCalendar> calendars() {
        return calendars;
    }

    /** Its classes are asked each by itself. */
    @Override
    public List<ValueSource> parts() {
        return List.copyOf(classes);
    }

    @Override
    public SourceReport report() {
        return new SourceReport(
                classes.stream().flatMap(each -> each.report().stream()).toList(),
                classes.stream().map(LiveClass::savings).toList(),
                troubles.all(),
                refused.latest());
    }
}
