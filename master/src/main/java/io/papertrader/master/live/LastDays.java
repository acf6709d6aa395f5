package io.papertrader.master.live;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The day that closed last, of all assets that lack nothing else, by one call where a provider has such a call. */
record LastDays(PastDays.Store store, BarJudge judge, PastProgress progress) {
    private static final Logger LOG = Logger.getLogger(LastDays.class);

    /** Each asset is asked for by itself where this fails. */
    Uni<Void> fill(LiveProvider provider, Map<AssetSymbol, String> names, TradingCalendar calendar, LocalDate today) {
        Map<AssetSymbol, String> few = new HashMap<>(names);
        few.keySet().removeIf(symbol -> !progress.lacksOneDay(symbol, calendar, today));
        return few.isEmpty() || !PastDays.hasRoom(provider)
                ? PastDays.DONE
                : provider.lastDays(few)
                        .map(days -> judge.sure(provider, days))
                        .flatMap(days -> store(provider, days, calendar, today))
                        .onFailure()
                        .invoke(failure -> LOG.debugf("No last days from %s: %s", provider.name(), failure))
                        .onFailure()
                        .recoverWithNull();
    }

    /** A day that was told of too early, or late, is another one; then each asset is asked for by itself. */
    private Uni<Void> store(LiveProvider provider, List<Sample> days, TradingCalendar calendar, LocalDate today) {
        List<Sample> closed = days.stream()
                .filter(day -> progress.lacks(day.asset().symbol(), calendar.date(day.time()), today))
                .toList();
        return (closed.isEmpty() ? PastDays.DONE : store.lastDays(new AssetUpdate(closed)))
                .invoke(stored -> closed.forEach(
                        day -> progress.isFilled(provider.name(), day.asset().symbol(), today)));
    }
}
