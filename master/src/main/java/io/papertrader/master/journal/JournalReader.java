package io.papertrader.master.journal;

import io.papertrader.codec.message.UserName;
import io.papertrader.market.Ending;
import io.papertrader.market.Event.ValuesUpdated;
import io.papertrader.market.MarketState;
import io.papertrader.market.Need;
import io.papertrader.market.PastOrder;
import io.papertrader.market.PortfolioState;
import io.papertrader.market.Progress;
import io.papertrader.market.Rules;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads what the journal has. A portfolio is read by several statements that see different moments: what changes in between is of
 * one that is in memory, and no market believes a reading of such a one.
 */
@ApplicationScoped
class JournalReader {
    private static final String LAST_ORDER = "SELECT order_number, batch_number FROM last_order";

    private static final String LAST_UPDATE = """
            SELECT update_number, last_order, seen_at, cleared_at IS NOT NULL AS is_cleared
            FROM market_update
            ORDER BY update_number DESC
            LIMIT 1
            """;

    private static final String VALUES = """
            SELECT symbol, value_time, source, units(close) AS close, update_number, seen_at
            FROM unnest($1::text[]) AS listed (name), LATERAL (
                SELECT symbol, value_time, source, close, update_number
                FROM asset_value
                WHERE symbol = name
                ORDER BY value_time DESC
                LIMIT 1) AS latest LEFT JOIN market_update USING (update_number)
            """;

    private static final String WAITING = """
            SELECT symbol, array_agg(DISTINCT portfolio_id) AS portfolios FROM open_order GROUP BY symbol
            """;

    /** An amount that Java's whole numbers cannot hold. */
    private static final String BEYOND = """
            SELECT portfolio_id, transaction_id
            FROM open_order
            WHERE greatest(quantity, reserved_cash, price_limit) > amount(9223372036854775807)
            LIMIT 1
            """;

    /** Portfolios whose open orders may hold back what is not there, or cannot be read: a reading of each says what it is. */
    private static final String DOUBTFUL = """
            SELECT portfolio_id
            FROM (SELECT portfolio_id, sum(reserved_cash) AS reserved FROM open_order GROUP BY portfolio_id) AS held
                LEFT JOIN portfolio USING (portfolio_id)
            WHERE cash IS NULL OR reserved > cash
            UNION
            SELECT portfolio_id
            FROM (
                SELECT portfolio_id, symbol, sum(quantity) AS offered
                FROM open_order
                WHERE side = 'SELL'
                GROUP BY portfolio_id, symbol) AS sold LEFT JOIN holding USING (portfolio_id, symbol)
            WHERE offered > coalesce(quantity, 0)
            UNION
            SELECT portfolio_id
            FROM (SELECT symbol FROM open_order GROUP BY symbol HAVING symbol !~ $1) AS odd JOIN open_order USING (symbol)
            LIMIT 100
            """;

    private static final String PORTFOLIOS = """
            SELECT portfolio_id, currency, units(cash) AS cash, last_event, user_name, (
                SELECT transaction_id FROM transaction
                WHERE transaction.portfolio_id = portfolio.portfolio_id
                ORDER BY transaction_id DESC
                LIMIT 1) AS highest_ended
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

    private final Pool pool;
    private final Pool byKey;
    private final String[] listed;

    JournalReader(Pool pool, @ByKey Pool byKey, Rules rules) {
        this.pool = pool;
        this.byKey = byKey;
        this.listed = rules.listed().keySet().stream().map(AssetSymbol::value).toArray(String[]::new);
    }

    /** All that a market begins with beside its portfolios. */
    Uni<MarketState> marketState() {
        return read(LAST_ORDER, Tuple.tuple())
                .map(rows -> rows.getFirst().getLong("order_number"))
                .flatMap(lastOrder -> read(VALUES, Tuple.of(listed))
                        .map(rows -> rows.stream().map(JournalReader::value).toList())
                        .flatMap(values -> read(LAST_UPDATE, Tuple.tuple())
                                .map(rows -> progress(rows, values))
                                .flatMap(progress -> read(WAITING, Tuple.tuple())
                                        .map(rows -> new MarketState(lastOrder, progress, values, waiting(rows))))));
    }

    /** The number of the last batch. */
    Uni<Long> lastBatch() {
        return read(LAST_ORDER, Tuple.tuple()).map(rows -> rows.getFirst().getLong("batch_number"));
    }

    /** Some portfolios whose open orders may break a law. */
    Uni<List<PortfolioId>> doubtful() {
        return read(BEYOND, Tuple.tuple())
                .invoke(rows -> rows.forEach(JournalReader::refuse))
                .flatMap(none -> read(DOUBTFUL, Tuple.of("^(" + AssetSymbol.PATTERN + ")$")))
                .map(rows -> rows.stream().map(OrderRows::portfolio).toList());
    }

    private static void refuse(Row beyond) {
        throw new BrokenJournal("has an amount beyond all bounds in order " + OrderRows.id(beyond) + " of portfolio "
                + OrderRows.portfolio(beyond));
    }

    /** These portfolios, which there have to be. */
    Uni<List<Recalled>> all(List<PortfolioId> ids) {
        return portfolios(ids).invoke(found -> requireAll(ids, found));
    }

    private static void requireAll(List<PortfolioId> ids, List<Recalled> found) {
        Set<PortfolioId> missing = new HashSet<>(ids);
        found.forEach(each -> missing.remove(each.portfolio().id()));
        if (!missing.isEmpty()) {
            throw new BrokenJournal("has open orders of portfolios that there are not: " + missing);
        }
    }

    /** Those of these portfolios that there are. */
    Uni<List<Recalled>> portfolios(Collection<PortfolioId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple key = Tuple.of(ids.stream().map(PortfolioId::value).toArray(Long[]::new));
        return Uni.combine()
                .all()
                .unis(find(PORTFOLIOS, key), find(HOLDINGS, key), find(OPEN_ORDERS, key))
                .asTuple()
                .map(found -> recalled(found.getItem1(), found.getItem2(), found.getItem3()));
    }

    /** Those of these orders that have ended. */
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

    private static Map<AssetSymbol, Set<PortfolioId>> waiting(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> new AssetSymbol(row.getString("symbol")),
                        row -> Arrays.stream(row.getArrayOfLongs("portfolios"))
                                .map(PortfolioId::new)
                                .collect(Collectors.toSet())));
    }

    private static Progress progress(List<Row> lastUpdate, List<SeenQuote> values) {
        if (lastUpdate.isEmpty()) {
            return new Progress.Cleared(0);
        }
        Row row = lastUpdate.getFirst();
        long number = row.getLong("update_number");
        if (row.getBoolean("is_cleared")) {
            return new Progress.Cleared(number);
        }
        List<Quote> quotes = values.stream()
                .filter(seen -> seen.update() == number)
                .map(SeenQuote::quote)
                .toList();
        return new Progress.Clearing(new ValuesUpdated(
                number,
                row.getLong("last_order"),
                quotes,
                row.getOffsetDateTime("seen_at").toInstant()));
    }

    /** A value of the history that no update brought is older than all time. */
    private static SeenQuote value(Row row) {
        Quote quote = new Quote(
                new AssetSymbol(row.getString("symbol")),
                new Money(row.getLong("close")),
                row.getOffsetDateTime("value_time").toInstant(),
                row.getString("source"));
        Long update = row.getLong("update_number");
        return update == null
                ? new SeenQuote(quote, 0, Instant.EPOCH)
                : new SeenQuote(quote, update, row.getOffsetDateTime("seen_at").toInstant());
    }

    private static List<Recalled> recalled(List<Row> portfolios, List<Row> holdings, List<Row> openOrders) {
        Map<PortfolioId, Map<AssetSymbol, Position>> positions = new HashMap<>();
        holdings.forEach(row -> positions
                .computeIfAbsent(OrderRows.portfolio(row), id -> new HashMap<>())
                .put(new AssetSymbol(row.getString("symbol")), position(row)));
        Map<PortfolioId, List<Order>> orders = new HashMap<>();
        openOrders.forEach(row -> orders.computeIfAbsent(OrderRows.portfolio(row), id -> new ArrayList<>())
                .add(OrderRows.order(row)));
        return portfolios.stream()
                .map(row -> recalled(
                        row,
                        positions.getOrDefault(OrderRows.portfolio(row), Map.of()),
                        orders.getOrDefault(OrderRows.portfolio(row), List.of())))
                .toList();
    }

    private static Recalled recalled(Row row, Map<AssetSymbol, Position> positions, List<Order> openOrders) {
        UUID highest = row.getUUID("highest_ended");
        return new Recalled(
                new PortfolioState(
                        OrderRows.portfolio(row),
                        new CurrencyCode(row.getString("currency")),
                        new Money(row.getLong("cash")),
                        positions,
                        openOrders,
                        row.getLong("last_event"),
                        highest == null ? TransactionId.FIRST : new TransactionId(highest)),
                new UserName(row.getString("user_name")));
    }

    private static Position position(Row row) {
        return new Position(new Quantity(row.getLong("quantity")), new Money(row.getLong("cost")));
    }

    private Uni<List<Row>> find(String sql, Tuple keys) {
        return byKey.preparedQuery(sql).execute(keys).map(JournalReader::list);
    }

    private Uni<List<Row>> read(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(JournalReader::list);
    }

    private static List<Row> list(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }
}
