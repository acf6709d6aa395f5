package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.Need;
import io.papertrader.market.Progress;
import io.papertrader.market.Recall;
import io.papertrader.market.action.ActionId;
import io.papertrader.master.ByKey;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads corporate actions out of the journal, and whom one comes to. */
@ApplicationScoped
class ActionReader {
    private static final int A_PAGE = 1_000;

    private static final String KNOWN = "SELECT action_id FROM corporate_action WHERE action_id = ANY ($1)";

    /**
     * Along the tables' keys, a page behind the other: an index by asset would cost every purchase. Who missed another
     * symbol's renaming to this one will hold it.
     */
    private static final String HOLDERS = """
            SELECT portfolio_id FROM (
                (SELECT portfolio_id FROM holding
                    WHERE symbol = $1 AND portfolio_id > $2 AND quantity > 0 ORDER BY portfolio_id LIMIT $3)
                UNION
                (SELECT DISTINCT portfolio_id FROM open_order
                    WHERE symbol = $1 AND portfolio_id > $2 ORDER BY portfolio_id LIMIT $3)
                UNION
                (SELECT DISTINCT portfolio_id FROM missed JOIN corporate_action USING (action_number)
                    WHERE new_symbol = $1 AND portfolio_id > $2 AND NOT EXISTS (
                        SELECT FROM action_part
                        WHERE action_part.portfolio_id = missed.portfolio_id
                            AND action_part.action_number = missed.action_number)
                    ORDER BY portfolio_id LIMIT $3)) AS concerned
            ORDER BY portfolio_id
            LIMIT $3
            """;

    private static final String LAST = "SELECT " + ActionRows.ANNOUNCED + """
            , ended_at, greatest(0, (
                SELECT max(portfolio_id) FROM action_part
                WHERE action_part.action_number = corporate_action.action_number), (
                SELECT max(portfolio_id) FROM missed_part
                WHERE missed_part.action_number = corporate_action.action_number), (
                SELECT max(portfolio_id) FROM unnest(passed_over) AS passed (portfolio_id))) AS reached
            FROM corporate_action
            ORDER BY action_number DESC
            LIMIT 1
            """;

    private static final String ANNOUNCED =
            "SELECT " + ActionRows.ANNOUNCED + " FROM corporate_action WHERE action_number = ANY ($1)";

    private static final String EXCHANGED = """
            SELECT symbol, max(update_number) AS update_number FROM corporate_action WHERE kind <> 'DIVIDEND' GROUP BY symbol
            """;

    private static final String OUTSTANDING = """
            SELECT DISTINCT portfolio_id FROM missed
            WHERE portfolio_id > $1 AND NOT EXISTS (
                SELECT FROM action_part
                WHERE action_part.portfolio_id = missed.portfolio_id
                    AND action_part.action_number = missed.action_number)
            ORDER BY portfolio_id
            LIMIT $2
            """;

    private final Pool byKey;

    ActionReader(@ByKey Pool byKey) {
        this.byKey = byKey;
    }

    /** The state of actions that a market begins with. */
    record Begun(long last, Optional<Progress.CarryingOut> underWay, Map<AssetSymbol, Long> exchanged) {}

    Uni<Begun> begun() {
        return find(LAST, Tuple.tuple())
                .flatMap(last -> find(EXCHANGED, Tuple.tuple()).map(exchanged -> begun(last, exchanged)));
    }

    private static Begun begun(List<Row> last, List<Row> exchanged) {
        Optional<Row> row = last.stream().findFirst();
        return new Begun(
                row.map(found -> found.getLong("action_number")).orElse(0L),
                row.filter(found -> found.getOffsetDateTime("ended_at") == null).map(ActionRows::carryingOut),
                exchanged.stream()
                        .collect(Collectors.toMap(ActionReader::exchanged, each -> each.getLong("update_number"))));
    }

    private static AssetSymbol exchanged(Row row) {
        try {
            return new AssetSymbol(row.getString("symbol"));
        } catch (IllegalArgumentException broken) {
            throw new BrokenJournal("has a corporate action of " + row.getString("symbol"), broken);
        }
    }

    /** The actions among these that were announced. */
    Uni<Set<ActionId>> known(Collection<ActionId> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return find(KNOWN, Tuple.of(wanted.stream().map(ActionId::value).toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .map(row -> new ActionId(row.getString("action_id")))
                        .collect(Collectors.toSet()));
    }

    /** The actions of these numbers. */
    Uni<Map<Long, ActionAnnounced>> announced(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return find(ANNOUNCED, Tuple.of(numbers.toArray(Long[]::new)))
                .map(rows -> rows.stream()
                        .map(ActionRows::announced)
                        .collect(Collectors.toMap(ActionAnnounced::number, Function.identity())));
    }

    /** The portfolios behind this one that missed a part and have not had it since, a page of them. */
    Uni<List<PortfolioId>> outstanding(long last) {
        return find(OUTSTANDING, Tuple.of(last, A_PAGE)).map(ActionReader::portfolios);
    }

    private static List<PortfolioId> portfolios(List<Row> rows) {
        return rows.stream()
                .map(row -> new PortfolioId(row.getLong("portfolio_id")))
                .toList();
    }

    /** The next portfolios that an action comes to. */
    Uni<Recall.OfHolders> holders(Need.OfHolders wanted) {
        return find(HOLDERS, Tuple.of(wanted.symbol().value(), wanted.after(), A_PAGE))
                .map(rows -> new Recall.OfHolders(wanted.symbol(), wanted.after(), portfolios(rows)));
    }

    private Uni<List<Row>> find(String sql, Tuple parameters) {
        return byKey.preparedQuery(sql).execute(parameters).map(JournalReader::list);
    }
}
