package io.papertrader.master.asset;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Assets that somebody holds or has ordered, by what is stored: an order makes its asset wanted at once, and this keeps
 * it so. Read seldom, since it looks at every holding; replays retrieve all their assets anyway.
 */
@ApplicationScoped
public class HeldAssets {
    private static final String HELD = """
            SELECT symbol FROM open_order
            UNION
            SELECT symbol FROM holding WHERE quantity > 0
            """;

    private final Pool pool;
    private final MarketChoice choice;
    private final Leadership leadership;
    private final Wanted wanted;

    HeldAssets(Pool pool, MarketChoice choice, Leadership leadership, Wanted wanted) {
        this.pool = pool;
        this.choice = choice;
        this.leadership = leadership;
        this.wanted = wanted;
    }

    @Scheduled(every = "5m")
    Uni<Void> onSchedule() {
        return choice.isReplay() || !leadership.isHeld()
                ? Uni.createFrom().voidItem()
                : read().invoke(wanted::note).replaceWithVoid();
    }

    /** Their symbols. */
    public Uni<List<AssetSymbol>> read() {
        return pool.query(HELD)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AssetSymbol(row.getString("symbol")))
                        .toList());
    }
}
