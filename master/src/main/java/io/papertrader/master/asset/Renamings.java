package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The symbols that assets had before, and those that followed, by the actions that were carried out, as the journal has
 * them; of a replay that began anew, by those since then.
 */
@ApplicationScoped
public class Renamings {
    /** The last one behind a date: a symbol may have been that of another asset before. */
    private static final String FORMER = """
            SELECT ex_date, symbol
            FROM corporate_action
            WHERE new_symbol = $1 AND kind = 'RENAMING' AND ex_date > $2 AND ex_date < $3
                AND action_number > coalesce((SELECT last_action FROM replay_start), 0)
            ORDER BY ex_date DESC, action_number DESC
            LIMIT 1
            """;

    /** The first one behind a date: a symbol may be that of another asset later. */
    private static final String FOLLOWER = """
            SELECT ex_date, new_symbol
            FROM corporate_action
            WHERE symbol = $1 AND kind = 'RENAMING' AND ex_date > $2
                AND action_number > coalesce((SELECT last_action FROM replay_start), 0)
            ORDER BY ex_date, action_number DESC
            LIMIT 1
            """;

    private static final String RENAMED = """
            SELECT DISTINCT symbol
            FROM corporate_action
            WHERE kind = 'RENAMING' AND ex_date > $1
                AND action_number > coalesce((SELECT last_action FROM replay_start), 0)
            """;

    private final Pool pool;

    /**
     * A symbol that an asset had.
     *
     * @param until the first date of the market of which values are told by the symbol that follows
     */
    record Former(AssetSymbol symbol, LocalDate until) {}

    /**
     * The symbol that an asset got.
     *
     * @param since the first date of the market of which values are told by it
     */
    public record Follower(AssetSymbol symbol, LocalDate since) {}

    Renamings(Pool pool) {
        this.pool = pool;
    }

    /** The symbol before the one that an asset has before a date, where it got that one behind the other date. */
    Uni<Optional<Former>> former(AssetSymbol asset, LocalDate behind, LocalDate before) {
        return pool.preparedQuery(FORMER)
                .execute(Tuple.of(asset.value(), behind, before))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(Renamings::former));
    }

    /** The symbol that the asset got which has this one on a date, where it got another behind it. */
    public Uni<Optional<Follower>> follower(AssetSymbol asset, LocalDate behind) {
        return pool.preparedQuery(FOLLOWER)
                .execute(Tuple.of(asset.value(), behind))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(row -> new Follower(
                                new AssetSymbol(row.getString("new_symbol")), row.getLocalDate("ex_date"))));
    }

    /** All symbols of assets that got another behind a date. */
    public Uni<Set<AssetSymbol>> renamed(LocalDate behind) {
        return pool.preparedQuery(RENAMED)
                .execute(Tuple.of(behind))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AssetSymbol(row.getString("symbol")))
                        .collect(Collectors.toSet()));
    }

    private static Former former(Row row) {
        return new Former(new AssetSymbol(row.getString("symbol")), row.getLocalDate("ex_date"));
    }
}
