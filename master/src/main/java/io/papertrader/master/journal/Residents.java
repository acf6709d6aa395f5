package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Market;
import io.papertrader.vocabulary.PortfolioId;
import java.util.LinkedHashMap;
import java.util.Objects;

/**
 * The portfolios in memory with their owners. Beyond so many, or so many orders of theirs, those that were not used for
 * longest leave.
 */
final class Residents {
    /** A batch costs no more than this and what it brought. */
    private static final int EVICTIONS_A_BATCH = 64;

    private final Market market;
    private final int most;
    private final int mostOrders;

    /** The one that was used last at the end. */
    private final LinkedHashMap<PortfolioId, Resident> residents = new LinkedHashMap<>(16, 0.75f, true);

    private int cameIn;
    private long orders;

    /** A portfolio's owner, and the number of orders that it had in memory when it was used last. */
    private record Resident(UserName owner, int orders) {}

    Residents(Market market, int most, int mostOrders) {
        this.market = market;
        this.most = most;
        this.mostOrders = mostOrders;
    }

    /** Came into memory. */
    void add(PortfolioId portfolio, UserName owner) {
        put(portfolio, owner);
        cameIn++;
    }

    /** Was used now. */
    void use(PortfolioId portfolio) {
        put(portfolio, owner(portfolio));
    }

    private void put(PortfolioId portfolio, UserName owner) {
        int has = market.orders(portfolio);
        Resident before = residents.put(portfolio, new Resident(owner, has));
        orders += has - (before == null ? 0 : before.orders);
    }

    UserName owner(PortfolioId portfolio) {
        return Objects.requireNonNull(residents.get(portfolio)).owner;
    }

    /** Lets some leave whose events are durable up to this position. */
    void shrink(long durable) {
        int tries = cameIn + EVICTIONS_A_BATCH;
        cameIn = 0;
        for (; tries > 0 && isTooMuch(); tries--) {
            PortfolioId eldest = residents.firstEntry().getKey();
            if (market.evict(eldest, durable)) {
                orders -= Objects.requireNonNull(residents.remove(eldest)).orders;
            } else {
                use(eldest);
            }
        }
    }

    private boolean isTooMuch() {
        return residents.size() > most || (orders > mostOrders && residents.size() > 1);
    }
}
