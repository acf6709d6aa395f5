package io.papertrader.master.live;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.actions.ActionSource;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Steps;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Corporate actions of live assets, as their providers announce them: those of the days to come, and at the start those
 * of the days that the master may have been away. Each day's first values wait for an answer about that day.
 */
@Singleton
class LiveActions implements ActionSource {
    /** Values do not wait for longer than this for actions that nobody tells of. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final Leadership leadership;
    private final Function<AssetClass, TradingCalendar> hours;
    private final Announcements announced;
    private final FirstLook first;

    LiveActions(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            Leadership leadership,
            RefusedRows refused,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.leadership = leadership;
        this.hours = listings::hours;
        this.announced = new Announcements(hours, refused, time);
        this.first = new FirstLook(announced, PATIENCE);
    }

    @Override
    public String name() {
        return shares().flatMap(each -> each.providers().stream())
                .map(LiveProvider::name)
                .collect(Collectors.joining(" or "));
    }

    @Override
    public List<CorporateAction> actions() {
        return announced.known().all();
    }

    @Override
    public List<CorporateAction> of(AssetSymbol symbol) {
        return announced.known().of(symbol);
    }

    @Override
    public Uni<Void> ready(AssetUpdate update) {
        return inTurn(
                shares(),
                each -> day(each, update)
                        .map(day -> first.of(each, day))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** The day of the latest of these values that is one of the class's. */
    private Optional<LocalDate> day(LiveClass each, AssetUpdate update) {
        return update.samples().stream()
                .filter(sample -> each.listed().contains(sample.asset().symbol()))
                .map(Sample::time)
                .max(Comparator.naturalOrder())
                .map(hours.apply(each.ofClass())::date);
    }

    /** The class whose assets have corporate actions. */
    private Stream<LiveClass> shares() {
        return choice.classes().contains(AssetClass.US)
                ? market.get().classes().stream().filter(each -> each.ofClass() == AssetClass.US)
                : Stream.empty();
    }

    /** Asks those whose time it is. */
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return leadership.isHeld()
                ? inTurn(shares(), announced::look)
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> inTurn(Stream<LiveClass> some, Function<LiveClass, Uni<Void>> work) {
        return Steps.each(some.toList(), work);
    }
}
