package io.papertrader.market.simulation;

import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The number of times that each thing happened. */
final class Tally {
    long placed;
    long repeated;
    long lost;
    long told;
    long failed;
    long unheard;
    long fenced;
    long takeovers;
    long resolved;

    /** By their kinds. */
    final Map<String, Integer> remedies = new TreeMap<>();

    String text(Store store) {
        Map<Ending, Integer> endings = new EnumMap<>(Ending.class);
        store.model
                .accounts
                .values()
                .forEach(account -> account.endings.values().forEach(ending -> endings.merge(ending, 1, Integer::sum)));
        return """
                %d commands, %d events
                orders: %d placed, %d sent again, %d lost, %d answered, %d found out at the end
                commits: %d failed, %d unheard, %d fenced; %d takeovers
                remedies for refused commits: %s
                endings: %s
                beginnings of time: %d
                actions: %d announced, %d parts, %d of them not booked
                refused: %s""".formatted(
                        store.commands,
                        store.journal.size(),
                        placed,
                        repeated,
                        lost,
                        told,
                        resolved,
                        failed,
                        unheard,
                        fenced,
                        takeovers,
                        remedies,
                        endings,
                        store.model.beginnings,
                        count(store, event -> event instanceof MarketEvent.ActionAnnounced),
                        count(store, event -> event instanceof MarketEvent.PartTaken),
                        count(
                                store,
                                event -> event instanceof MarketEvent.PartTaken taken
                                        && !taken.fault().isEmpty()),
                        store.refusals);
    }

    private static long count(Store store, Predicate<MarketEvent> wanted) {
        return store.journal.stream().filter(wanted).count();
    }
}
