package io.papertrader.master.live;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.PastChanged;
import io.papertrader.master.actions.ActionSource;
import io.papertrader.master.asset.AskedDatesRepository;
import io.papertrader.master.asset.AssetConfig;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.Listings;
import io.papertrader.master.asset.MarketChoice;
import io.papertrader.master.asset.PastOnDemand;
import io.papertrader.master.asset.PastRepository;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.master.asset.Renamings;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Fetches the past of live assets: closed days before the first value and where the master was away, so that charts and
 * forecasts have something to stand on, and more when somebody asks for it. The same again changes nothing, so it can
 * begin again at any time. A replay has a past of its own.
 */
@ApplicationScoped
class Backfill implements PastOnDemand {
    private static final Logger LOG = Logger.getLogger(Backfill.class);

    /** Providers give about a call a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The longest time that an answer waits for bars. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private final MarketChoice choice;
    private final Instance<LiveMarket> market;
    private final Listings listings;
    private final PastRepository past;
    private final AskedDatesRepository asked;
    private final Followers followers;
    private final SignsOfLife signs;
    private final AssetConfig config;
    private final Leadership leadership;
    private final Event<LinkEvent> pushes;
    private final InstantSource time;
    private final BarJudge judge;
    private final ChangesOfMind changes;
    private final PastDays days;
    private final Map<LiveClass, PastQuestions> questions = new ConcurrentHashMap<>();

    Backfill(
            MarketChoice choice,
            Instance<LiveMarket> market,
            Listings listings,
            AssetRepository assets,
            PastRepository past,
            AskedDatesRepository asked,
            Renamings renamings,
            @All List<ActionSource> actions,
            AssetConfig config,
            Leadership leadership,
            Event<LinkEvent> pushes,
            RefusedRows refused,
            InstantSource time) {
        this.choice = choice;
        this.market = market;
        this.listings = listings;
        this.past = past;
        this.asked = asked;
        this.followers = renamings::follower;
        this.signs = new SignsOfLife(past, followers, new Delistings(ActionSource.ofAll(actions)));
        this.config = config;
        this.leadership = leadership;
        this.pushes = pushes;
        this.time = time;
        this.judge = new BarJudge(refused);
        this.changes = new ChangesOfMind(past, judge);
        FilledDays filled = new FilledDays(asked, past, assets, leadership, changes, renamings, this::tell, time);
        this.days = new PastDays(listings::hours, filled, judge, time, PAUSE);
    }

    @Scheduled(every = "10m", delayed = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> onSchedule() {
        return isLive() ? days.fill(market.get().classes()) : DONE;
    }

    private boolean isLive() {
        return !choice.isReplay() && leadership.isHeld();
    }

    /** Workers ask again for dates that a provider may be asked for again. */
    @Scheduled(every = "1m")
    void tellWhatIsDue() {
        tell(questions.values().stream().flatMap(each -> each.due().stream()).toList());
    }

    @Override
    public Uni<Void> cover(AssetSymbol asset, Resolution resolution, LocalDate first, LocalDate last) {
        return isLive()
                ? ofAsset(asset, first)
                        .flatMap(of -> of.map(each -> questions(each).cover(asset, resolution, first, last))
                                .orElse(DONE))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("The past of %s cannot be asked for: %s", asset, failure))
                        .onFailure()
                        .recoverWithUni(DONE)
                        .ifNoItem()
                        .after(PATIENCE)
                        .recoverWithUni(DONE)
                : DONE;
    }

    /** A symbol that is not listed any more is of the class of the one that followed. */
    private Uni<Optional<LiveClass>> ofAsset(AssetSymbol asset, LocalDate date) {
        Optional<LiveClass> listed = listing(asset);
        return listed.isPresent()
                ? Uni.createFrom().item(listed)
                : followers
                        .known(asset, date, symbol -> listing(symbol).isPresent())
                        .map(known -> known.flatMap(follower -> listing(follower.symbol())));
    }

    private Optional<LiveClass> listing(AssetSymbol asset) {
        return market.get().classes().stream()
                .filter(each -> each.listed().contains(asset))
                .findAny();
    }

    private PastQuestions questions(LiveClass of) {
        return questions.computeIfAbsent(of, this::questionsAbout);
    }

    private PastQuestions questionsAbout(LiveClass each) {
        PastDates dates =
                new PastDates(listings.hours(each.ofClass()), each.ofClass().zone(), config);
        PastSources sources = new PastSources(each, dates, judge, changes, signs, followers, time);
        return new PastQuestions(dates, sources, asked, past, followers, this::tell, time);
    }

    /** Whoever keeps answers about the past of these forgets them. */
    private void tell(List<AssetSymbol> changed) {
        for (int first = 0; first < changed.size(); first += PastChanged.MOST) {
            pushes.fire(new PastChanged(changed.subList(first, Math.min(changed.size(), first + PastChanged.MOST))));
        }
    }
}
