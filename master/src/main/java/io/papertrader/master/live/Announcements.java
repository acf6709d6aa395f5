package io.papertrader.master.live;

import io.papertrader.market.action.ActionId;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetClass;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Corporate actions that providers have announced. For any thread. */
final class Announcements {
    private static final Logger LOG = Logger.getLogger(Announcements.class);
    private static final int DAYS_AHEAD = 2;

    private final Function<AssetClass, TradingCalendar> hours;
    private final InstantSource time;
    private final Map<ActionId, CorporateAction> known = new ConcurrentHashMap<>();

    Announcements(Function<AssetClass, TradingCalendar> hours, InstantSource time) {
        this.hours = hours;
        this.time = time;
    }

    /** All that are known, by their ex-dates. */
    List<CorporateAction> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .toList();
    }

    /** Asks the providers of a class, one after another; of one that is away nothing is known. */
    Uni<Void> look(LiveClass each, int daysBehind) {
        return PastDays.inTurn(Multi.createFrom()
                .iterable(each.providers())
                .onItem()
                .transformToUniAndConcatenate(provider -> ask(each, provider, daysBehind)));
    }

    /** The first provider that tells of an action is believed about it. */
    private Uni<Void> ask(LiveClass each, LiveProvider provider, int daysBehind) {
        LocalDate today = hours.apply(each.ofClass()).date(time.instant());
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
