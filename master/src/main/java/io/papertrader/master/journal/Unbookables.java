package io.papertrader.master.journal;

import io.papertrader.vocabulary.PortfolioId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The portfolios of which the journal takes nothing, not even that an order is set aside. For a while they are no more
 * read than those whose rows break a law, so that they stop nobody else; then they are tried again.
 */
final class Unbookables {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Map<PortfolioId, Refused> refused = new ConcurrentHashMap<>();

    private record Refused(long at, Throwable why) {
        boolean isOver(long now) {
            return now - at >= PAUSE.toNanos();
        }
    }

    /** The journal took nothing of this portfolio at this time, on a clock that only goes forward. */
    void add(PortfolioId portfolio, long nanos, Throwable why) {
        refused.values().removeIf(each -> each.isOver(nanos));
        refused.put(portfolio, new Refused(nanos, why));
    }

    /** All of them are tried again. */
    void clear() {
        refused.clear();
    }

    /** Refuses to take in a portfolio that the journal would take nothing of. */
    void check(PortfolioId portfolio, long nanos) {
        Refused last = refused.get(portfolio);
        if (last != null && !last.isOver(nanos)) {
            throw new BrokenJournal("takes nothing of portfolio " + portfolio, last.why);
        }
    }
}
