package io.papertrader.master.asset;

import io.papertrader.market.action.ShareRatio;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The splits that a series goes over: those that were carried out, as the journal has them, those of before that
 * providers tell of, and those that the file of actions tells of and whose day has come. Of a replay that began anew,
 * those that were carried out since then.
 */
@ApplicationScoped
class SplitRepository {
    /**
     * Values of the ex-date are of new shares, and so is a stretch that begins with it. Two may tell of one split under
     * dates nearby; what was carried out is believed first, then what came with the bars.
     */
    private static final String WITHIN = """
            WITH known AS (
                SELECT ex_date, new_shares, old_shares, action_number, 0 AS rank
                FROM corporate_action
                WHERE symbol = $1 AND kind = 'SPLIT'
                    AND action_number > coalesce((SELECT last_action FROM replay_start), 0)
                UNION ALL
                SELECT ex_date, new_shares, old_shares, 0, 1
                FROM past_split
                WHERE symbol = $1
                UNION ALL
                SELECT told.*, 0, 2
                FROM unnest($4::date[], $5::bigint[], $6::bigint[]) AS told
            )
            SELECT ex_date, new_shares, old_shares
            FROM known
            WHERE ex_date > $2 AND ex_date <= $3
                AND NOT EXISTS (
                    SELECT FROM known AS believed
                    WHERE believed.rank < known.rank AND believed.ex_date BETWEEN known.ex_date - 3 AND known.ex_date + 3)
            ORDER BY ex_date, action_number
            """;

    private final Pool pool;
    private final ToldSplits told;
    private final AssetBoard board;
    private final MarketZones zones;

    SplitRepository(Pool pool, ToldSplits told, AssetBoard board, MarketZones zones) {
        this.pool = pool;
        this.told = told;
        this.board = board;
        this.zones = zones;
    }

    /** Those of an asset within a stretch, by their days. */
    Uni<List<Split>> within(AssetSymbol asset, Window window) {
        List<Split> come = come(asset);
        return pool.preparedQuery(WITHIN)
                .execute(Tuple.of(asset.value(), window.first(), window.last())
                        .addArrayOfLocalDate(come.stream().map(Split::exDate).toArray(LocalDate[]::new))
                        .addArrayOfLong(shares(come, ShareRatio::newShares))
                        .addArrayOfLong(shares(come, ShareRatio::oldShares)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SplitRepository::split)
                        .toList());
    }

    /** Values of before are divided by no split that is still to come. */
    private List<Split> come(AssetSymbol asset) {
        Optional<LocalDate> today = board.find(asset).map(value -> LocalDate.ofInstant(value.time(), zones.of(asset)));
        return told.of(asset).stream()
                .filter(split ->
                        today.filter(day -> !split.exDate().isAfter(day)).isPresent())
                .toList();
    }

    private static Long[] shares(List<Split> splits, Function<ShareRatio, Long> which) {
        return splits.stream().map(split -> which.apply(split.ratio())).toArray(Long[]::new);
    }

    private static Split split(Row row) {
        return new Split(
                row.getLocalDate("ex_date"), new ShareRatio(row.getLong("new_shares"), row.getLong("old_shares")));
    }
}
