package io.papertrader.master.asset;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.node.StartRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The kind of market that a database holds. A replay's values are true on a clock of the past, and its holdings are of
 * assets as they were then: where it went on live, or the other way round, everybody's portfolio would jump.
 */
@ApplicationScoped
public class MarketOfDatabase {
    private static final String KIND = "SELECT kind FROM market_kind";
    private static final String SET = "INSERT INTO market_kind (kind) VALUES ($1) ON CONFLICT DO NOTHING";

    private final Pool pool;
    private final Leadership leadership;
    private final MarketChoice choice;

    MarketOfDatabase(Pool pool, Leadership leadership, MarketChoice choice) {
        this.pool = pool;
        this.leadership = leadership;
        this.choice = choice;
    }

    /** Fails where the database holds another kind than the one that was chosen. */
    public Uni<Void> check() {
        String chosen = choice.isReplay() ? "REPLAY" : "LIVE";
        return pool.query(KIND)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("kind"))
                        .toList())
                .flatMap(kinds -> switch (kinds) {
                    case List<String> none when none.isEmpty() -> set(chosen);
                    case List<String> same
                    when same.contains(chosen) -> Uni.createFrom().voidItem();
                    default -> Uni.createFrom().failure(StartRefusal.because(refusal(chosen)));
                });
    }

    private Uni<Void> set(String chosen) {
        return leadership.write(List.of(new Statement(SET, Tuple.of(chosen)))).replaceWithVoid();
    }

    private static String refusal(String chosen) {
        return chosen.equals("LIVE")
                ? "This database holds a replay of recorded values, and a live market needs one of its own: name an empty one"
                        + " (PAPERTRADER_DATABASE_NAME; with make run, another folder: PAPERTRADER_HOME), or leave PAPERTRADER_MARKET"
                        + " out to go on with the replay."
                : "This database holds a live market, and a replay needs one of its own: name an empty one"
                        + " (PAPERTRADER_DATABASE_NAME; with make run, another folder: PAPERTRADER_HOME), or say which market it is"
                        + " (PAPERTRADER_MARKET).";
    }
}
