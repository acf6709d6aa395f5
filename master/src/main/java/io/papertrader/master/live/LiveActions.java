package io.papertrader.master.live;

import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.actions.ActionSource;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Corporate actions of live assets, as their providers announce them: those of the days to come, so that each is known
 * before the first value of its day, and at the start those of the days that the master may have been away.
 */
@Singleton
class LiveActions implements ActionSource {
    private static final int DAYS_BEHIND = 7;

    /** Values do not wait for longer than this for actions that nobody tells of. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final Leadership leadership;
    private final Announcements announced;
    private volatile Optional<Uni<Void>> first = Optional.empty();

    LiveActions(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            Leadership leadership,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.leadership = leadership;
        this.announced = new Announcements(listings::hours, time);
    }

    @Override
    public List<CorporateAction> actions() {
        return announced.all();
    }

    @Override
    public Uni<Void> ready(Set<AssetSymbol> symbols) {
        boolean areShares = shares().anyMatch(each -> each.listed().stream().anyMatch(symbols::contains));
        return areShares ? firstLook() : Uni.createFrom().voidItem();
    }

    /** The class whose assets have corporate actions. */
    private Stream<LiveClass> shares() {
        return choice.classes().contains(AssetClass.US)
                ? market.get().classes().stream().filter(each -> each.ofClass() == AssetClass.US)
                : Stream.empty();
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
        return leadership.isHeld() ? look(1) : Uni.createFrom().voidItem();
    }

    private Uni<Void> look(int daysBehind) {
        return PastDays.inTurn(Multi.createFrom()
                .items(shares())
                .onItem()
                .transformToUniAndConcatenate(each -> announced.look(each, daysBehind)));
    }
}
