package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.market.calendar.TradingDay;
import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.FetchedPast;
import io.papertrader.master.asset.Steps;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Closed days of the past of each asset that are missing, fetched once a day: from the provider that serves, or the
 * next one that knows the asset. Behind all of these, those that are there are looked at again in their turn.
 */
final class PastDays {
    static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private static final Logger LOG = Logger.getLogger(PastDays.class);

    private final Function<AssetClass, TradingCalendar> hours;
    private final Store store;
    private final BarJudge judge;
    private final InstantSource time;
    private final Duration pause;
    private final PastProgress progress = new PastProgress();
    private final PastReview review;

    /** A provider, and the assets whose past it fills. */
    private record Filled(LiveProvider provider, Map<AssetSymbol, String> names, TradingCalendar calendar) {}

    /** Keeps days that are not there yet. */
    interface Store {
        /** The first of these days, oldest first, that is to be asked of a provider; none where all are there. */
        Uni<Optional<LocalDate>> firstMissing(AssetSymbol symbol, String provider, List<TradingDay> days);

        /** Those of one asset. */
        Uni<Void> days(FetchedPast past);

        /** A provider has no days of an asset before this one. */
        Uni<Void> begins(AssetSymbol symbol, String provider, LocalDate first);

        /** The last day of many. */
        Uni<Void> lastDays(AssetUpdate days);

        /** The first day of an asset that some provider told of; none where none did. */
        Uni<Optional<LocalDate>> firstTold(AssetSymbol symbol);

        /** Names what is told otherwise than it is stored, and stores nothing. */
        Uni<Void> compare(FetchedPast told);
    }

    /**
     * Has fetched nothing yet.
     *
     * @param pause the time between two assets
     */
    PastDays(
            Function<AssetClass, TradingCalendar> hours,
            Store store,
            BarJudge judge,
            InstantSource time,
            Duration pause) {
        this.hours = hours;
        this.store = store;
        this.judge = judge;
        this.time = time;
        this.pause = pause;
        this.review = new PastReview(store, judge, time, pause);
    }

    /** The days of all these classes. */
    Uni<Void> fill(List<LiveClass> classes) {
        List<Filled> filled = new ArrayList<>();
        return Steps.each(classes, each -> fill(each, filled))
                .flatMap(done -> Steps.each(filled, it -> review.of(it.provider, it.names, it.calendar)));
    }

    /** None is asked in place of a provider that does not say which assets it knows. */
    private Uni<Void> fill(LiveClass each, List<Filled> filled) {
        TradingCalendar calendar = hours.apply(each.ofClass());
        Set<AssetSymbol> left = new HashSet<>(each.listed());
        return Steps.each(
                        each.servingFirst(),
                        provider -> left.isEmpty()
                                ? DONE
                                : each.names(provider)
                                        .onFailure()
                                        .invoke(failure -> tell(provider, failure))
                                        .map(names -> new Filled(provider, taken(names, left), calendar))
                                        .flatMap(its -> fill(its, filled)))
                .onFailure()
                .recoverWithNull();
    }

    /** Those assets that are left, which are left no more. */
    private static Map<AssetSymbol, String> taken(Map<AssetSymbol, String> names, Set<AssetSymbol> left) {
        Map<AssetSymbol, String> taken = new HashMap<>(names);
        taken.keySet().retainAll(left);
        left.removeAll(taken.keySet());
        return taken;
    }

    /** A provider that fails is not asked for its past again in this round. */
    private Uni<Void> fill(Filled its, List<Filled> filled) {
        return new PastRound(its.provider, its.calendar, store, judge, progress, time, pause)
                .fill(its.names)
                .invoke(done -> filled.add(its))
                .onFailure()
                .invoke(failure -> tell(its.provider, failure))
                .onFailure()
                .recoverWithNull();
    }

    private static void tell(LiveProvider provider, Throwable failure) {
        LOG.warnf("The past is not filled from %s: %s", provider.name(), failure.getMessage());
    }

    /** Values of now go before those of the past. */
    static boolean hasRoom(LiveProvider provider) {
        return provider.web().usesLessThan(1, 2);
    }
}
