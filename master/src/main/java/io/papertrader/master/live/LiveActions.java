package io.papertrader.master.live;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.actions.ActionSource;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.leadership.Leadership;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Corporate actions of live assets, as their providers announce them: those of the days to come, so that each is known
 * before the first value of its day, and at the start those of the days that the master may have been away.
 */
@Singleton
class LiveActions implements ActionSource {
    private static final Logger LOG = Logger.getLogger(LiveActions.class);
    private static final int DAYS_BEHIND = 7;
    private static final int DAYS_AHEAD = 2;

    /** Values do not wait for longer than this for actions that nobody tells of. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final Listings listings;
    private final Leadership leadership;
    private final InstantSource time;
    private final Map<ActionId, CorporateAction> known = new ConcurrentHashMap<>();
    private volatile Optional<Uni<Void>> first = Optional.empty();

    LiveActions(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            Leadership leadership,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.listings = listings;
        this.leadership = leadership;
        this.time = time;
    }

    @Override
    public List<CorporateAction> actions() {
        return known.values().stream()
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
    }

    @Override
    public Uni<Void> ready() {
        return choice.isReplay() ? Uni.createFrom().voidItem() : firstLook();
    }

    private synchronized Uni<Void> firstLook() {
        Uni<Void> look = first.orElseGet(() -> look(DAYS_BEHIND)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithUni(Uni.createFrom().voidItem())
                .memoize()
                .indefinitely());
        first = Optional.of(look);
        return look;
    }

    @Scheduled(every = "3h", delayed = "3h", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return choice.isReplay() || !leadership.isHeld() ? Uni.createFrom().voidItem() : look(1);
    }

    private Uni<Void> look(int daysBehind) {
        return PastDays.inTurn(Multi.createFrom()
                .iterable(market.get().classes())
                .onItem()
                .transformToMulti(each -> Multi.createFrom()
                        .iterable(each.providers())
                        .onItem()
                        .transformToUniAndConcatenate(provider -> ask(each, provider, daysBehind)))
                .concatenate());
    }

    /** The first provider that tells of an action is believed about it. */
    private Uni<Void> ask(LiveClass each, LiveProvider provider, int daysBehind) {
        LocalDate today = listings.hours(each.ofClass()).date(time.instant());
        return each.names(provider)
                .flatMap(names -> provider.actions(names, today.minusDays(daysBehind), today.plusDays(DAYS_AHEAD)))
                .invoke(told -> told.forEach(action -> known.putIfAbsent(action.id(), action)))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("Corporate actions cannot be asked of %s: %s", provider.name(), failure.getMessage()))
                .onFailure()
                .recoverWithItem(List.of())
                .replaceWithVoid();
    }
}
