package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Ending;
import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.Need;
import io.papertrader.market.PastOrder;
import io.papertrader.market.PortfolioSet;
import io.papertrader.market.PortfolioState;
import io.papertrader.market.Recall;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.master.ByKey;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.CurrencyCode;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Reads portfolios and orders out of the journal. A portfolio is read by several statements that see different moments:
 * what changes in between is of one that is in memory, and no market believes a reading of such a one.
 */
@ApplicationScoped
class JournalReader {
    private static final Logger LOG = Logger.getLogger(JournalReader.class);
    private static final String MISSED = "missed";

    private static final String PORTFOLIOS = """
            SELECT portfolio_id, currency, units(cash) AS cash, last_event, user_name, (
                SELECT transaction_id FROM transaction
                WHERE transaction.portfolio_id = portfolio.portfolio_id
                ORDER BY transaction_id DESC
                LIMIT 1) AS highest_ended, ARRAY(
                SELECT action_number FROM missed
                WHERE missed.portfolio_id = portfolio.portfolio_id AND NOT EXISTS (
                    SELECT FROM action_part
                    WHERE action_part.portfolio_id = missed.portfolio_id
                        AND action_part.action_number = missed.action_number)
                ORDER BY action_number) AS missed
            FROM portfolio JOIN account USING (account_id)
            WHERE portfolio_id = ANY ($1)
            """;

    private static final String HOLDINGS = """
            SELECT portfolio_id, symbol, units(quantity) AS quantity, units(cost) AS cost
            FROM holding
            WHERE portfolio_id = ANY ($1) AND quantity > 0
            """;

    private static final String OPEN_ORDERS =
            "SELECT " + OrderRows.COLUMNS + " FROM open_order WHERE portfolio_id = ANY ($1)";

    private static final String ENDED_ORDERS = "SELECT " + OrderRows.COLUMNS + """
            , ending
            FROM unnest($1::bigint[], $2::uuid[]) AS wanted (portfolio, id), LATERAL (
                SELECT * FROM transaction WHERE portfolio_id = portfolio AND transaction_id = id OFFSET 0) AS ended
            """;

    private static final String WAITING = """
            SELECT symbol, array_agg(portfolio_id) AS portfolios
            FROM (SELECT DISTINCT symbol, portfolio_id FROM open_order) AS waiting
            GROUP BY symbol
            """;

    private final Pool byKey;
    private final Pool pool;
    private final ActionReader actions;

    JournalReader(@ByKey Pool byKey, Pool pool, ActionReader actions) {
        this.byKey = byKey;
        this.pool = pool;
        this.actions = actions;
    }

    /** The portfolios that have open orders in each asset. What is no asset nobody comes to; the operator is told. */
    Uni<Recall.OfWaiting> waiting() {
        return pool.preparedQuery(WAITING).execute().map(rows -> {
            Map<AssetSymbol, Set<PortfolioId>> waiting = new HashMap<>();
            rows.forEach(row -> {
                Set<PortfolioId> portfolios = Arrays.stream(row.getArrayOfLongs("portfolios"))
                        .map(PortfolioId::new)
                        .collect(Collectors.toCollection(PortfolioSet::new));
                try {
                    waiting.put(new AssetSymbol(row.getString("symbol")), portfolios);
                } catch (IllegalArgumentException broken) {
                    LOG.errorf(broken, "Portfolios %s have open orders of what is no asset", portfolios);
                }
            });
            return new Recall.OfWaiting(waiting);
        });
    }

    /** These portfolios, all of which have to exist; each that cannot be read is named. */
    Uni<PortfolioReadings> readings(List<PortfolioId> wanted) {
        return Readings.of(
                        wanted,
                        ids -> portfolios(ids)
                                .invoke(found -> requireAll(ids, found))
                                .map(found -> found.stream()
                                        .collect(Collectors.toMap(
                                                each -> each.portfolio().id(), Function.identity()))))
                .map(PortfolioReadings::new);
    }

    private static void requireAll(List<PortfolioId> ids, List<Recalled> found) {
        Set<PortfolioId> missing = new HashSet<>(ids);
        found.forEach(each -> missing.remove(each.portfolio().id()));
        if (!missing.isEmpty()) {
            throw new BrokenJournal("has open orders of portfolios that there are not: " + missing);
        }
    }

    /** The portfolios among these that exist. */
    Uni<List<Recalled>> portfolios(Collection<PortfolioId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple key = Tuple.of(ids.stream().map(PortfolioId::value).toArray(Long[]::new));
        return Uni.combine()
                .all()
                .unis(find(PORTFOLIOS, key), find(HOLDINGS, key), find(OPEN_ORDERS, key))
                .asTuple()
                .flatMap(found -> actions.announced(missed(found.getItem1()))
                        .map(missed -> recalled(found.getItem1(), found.getItem2(), found.getItem3(), missed)));
    }

    private static Set<Long> missed(List<Row> portfolios) {
        return portfolios.stream()
                .flatMap(row -> Arrays.stream(row.getArrayOfLongs(MISSED)))
                .collect(Collectors.toSet());
    }

    /** The orders among these that have ended. */
    Uni<Map<Need.OfOrder, PastOrder>> endedOrders(Collection<Need.OfOrder> wanted) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple keys = Tuple.of(
                wanted.stream().map(need -> need.portfolio().value()).toArray(Long[]::new),
                wanted.stream().map(need -> need.id().value()).toArray(UUID[]::new));
        return find(ENDED_ORDERS, keys)
                .map(rows -> rows.stream()
                        .map(row -> new PastOrder(OrderRows.order(row), Ending.valueOf(row.getString("ending"))))
                        .collect(Collectors.toMap(JournalReader::key, Function.identity())));
    }

    private static Need.OfOrder key(PastOrder past) {
        return new Need.OfOrder(past.order().portfolio(), past.order().id());
    }

    private static List<Recalled> recalled(
            List<Row> portfolios, List<Row> holdings, List<Row> openOrders, Map<Long, ActionAnnounced> missed) {
        Map<PortfolioId, Map<AssetSymbol, Position>> positions = new HashMap<>();
        holdings.forEach(row -> positions
                .computeIfAbsent(OrderRows.portfolio(row), id -> new HashMap<>())
                .put(symbol(row), position(row)));
        Map<PortfolioId, List<Order>> orders = new HashMap<>();
        openOrders.forEach(row -> orders.computeIfAbsent(OrderRows.portfolio(row), id -> new ArrayList<>())
                .add(OrderRows.order(row)));
        return portfolios.stream()
                .map(row -> recalled(
                        row,
                        positions.getOrDefault(OrderRows.portfolio(row), Map.of()),
                        orders.getOrDefault(OrderRows.portfolio(row), List.of()),
                        Arrays.stream(row.getArrayOfLongs(MISSED))
                                .map(number -> missed(row, number, missed))
                                .toList()))
                .toList();
    }

    private static ActionAnnounced missed(Row row, long number, Map<Long, ActionAnnounced> announced) {
        return Optional.ofNullable(announced.get(number))
                .orElseThrow(() -> new BrokenJournal("has missed action %d of portfolio %s, which there is not"
                        .formatted(number, OrderRows.portfolio(row))));
    }

    private static Recalled recalled(
            Row row, Map<AssetSymbol, Position> positions, List<Order> openOrders, List<ActionAnnounced> missed) {
        UUID highest = row.getUUID("highest_ended");
        try {
            return new Recalled(
                    new PortfolioState(
                            OrderRows.portfolio(row),
                            new CurrencyCode(row.getString("currency")),
                            new Money(row.getLong("cash")),
                            positions,
                            openOrders,
                            row.getLong("last_event"),
                            highest == null ? TransactionId.FIRST : new TransactionId(highest),
                            missed),
                    new UserName(row.getString("user_name")));
        } catch (IllegalArgumentException broken) {
            throw new BrokenJournal("has portfolio " + OrderRows.portfolio(row), broken);
        }
    }

    private static AssetSymbol symbol(Row row) {
        try {
            return new AssetSymbol(row.getString("symbol"));
        } catch (IllegalArgumentException broken) {
            throw brokenHolding(row, broken);
        }
    }

    private static Position position(Row row) {
        try {
            return new Position(new Quantity(row.getLong("quantity")), new Money(row.getLong("cost")));
        } catch (IllegalArgumentException broken) {
            throw brokenHolding(row, broken);
        }
    }

    private static BrokenJournal brokenHolding(Row row, Throwable broken) {
        return new BrokenJournal(
                "has holding " + row.getString("symbol") + " of portfolio " + OrderRows.portfolio(row), broken);
    }

    private Uni<List<Row>> find(String sql, Tuple keys) {
        return byKey.preparedQuery(sql).execute(keys).map(JournalReader::list);
    }

    static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
