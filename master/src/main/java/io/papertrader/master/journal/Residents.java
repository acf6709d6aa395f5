package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Market;
import io.papertrader.vocabulary.PortfolioId;
import java.util.LinkedHashMap;
import java.util.Objects;

/** The portfolios in memory with their owners. Beyond so many, those that were not used for longest leave. */
final class Residents {
    /** A batch costs no more than this and what it brought. */
    private static final int EVICTIONS_A_BATCH = 64;

    private final Market market;
    private final int most;

    /** The one that was used last at the end. */
    private final LinkedHashMap<PortfolioId, UserName> owners = new LinkedHashMap<>(16, 0.75f, true);

    private int cameIn;

    Residents(Market market, int most) {
        this.market = market;
        this.most = most;
    }

    /** Came into memory. */
    void add(PortfolioId portfolio, UserName owner) {
        owners.put(portfolio, owner);
        cameIn++;
    }

    /** Was used now. */
    void use(PortfolioId portfolio) {
        owners.get(portfolio);
    }

    UserName owner(PortfolioId portfolio) {
        return Objects.requireNonNull(owners.get(portfolio));
    }

    /** Lets some leave whose events are durable up to this position. */
    void shrink(long durable) {
        int tries = Math.min(owners.size() - most, cameIn + EVICTIONS_A_BATCH);
        cameIn = 0;
        for (; tries > 0; tries--) {
            PortfolioId eldest = owners.firstEntry().getKey();
            if (market.evict(eldest, durable)) {
                owners.remove(eldest);
            } else {
                use(eldest);
            }
        }
    }
}
