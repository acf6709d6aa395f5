package io.papertrader.master.journal;

import io.papertrader.market.Event.ValuesUpdated;
import io.papertrader.market.MarketState;
import io.papertrader.market.PortfolioSet;
import io.papertrader.market.Progress;
import io.papertrader.market.Rules;
import io.papertrader.market.Trading;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what a market begins with beside its portfolios, and whether it may begin. */
@ApplicationScoped
class JournalStart {
    private static final String TRADING = "SELECT state, since, stood, last_update, reason FROM trading";

    private static final String LAST_ORDER = "SELECT order_number, batch_number FROM last_order";

    private static final String LAST_UPDATE = """
            SELECT update_number, last_order, seen_at, cleared_at IS NOT NULL AS is_cleared
            FROM market_update
            ORDER BY update_number DESC
            LIMIT 1
            """;

    private static final String VALUES = """
            SELECT latest.symbol, latest.value_time, latest.source, units(latest.close) AS close, latest.update_number, seen_at
            FROM
            """ + AssetRepository.LATEST_OF_EACH;

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

    /**
     * Portfolios whose open orders may hold back what is not there, or cannot be read: a reading of each says what it
     * is.
     */
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

    private final Pool pool;
    private final ActionReader actions;
    private final String[] listed;

    JournalStart(Pool pool, ActionReader actions, Rules rules) {
        this.pool = pool;
        this.actions = actions;
        this.listed = rules.listed().keySet().stream().map(AssetSymbol::value).toArray(String[]::new);
    }

    /** All that a market begins with beside its portfolios. */
    Uni<MarketState> marketState() {
        return Uni.combine()
                .all()
                .unis(
                        trading(),
                        lastOrder(),
                        read(LAST_UPDATE, Tuple.tuple()),
                        values(),
                        read(WAITING, Tuple.tuple()),
                        actions.begun())
                .with((trading, lastOrder, lastUpdate, values, waiting, begun) -> new MarketState(
                        trading,
                        lastOrder,
                        begun.underWay().<Progress>map(action -> action).orElseGet(() -> progress(lastUpdate, values)),
                        values,
                        begun.last(),
                        begun.exchanged(),
                        waiting(waiting)));
    }

    private Uni<Trading> trading() {
        return read(TRADING, Tuple.tuple())
                .map(rows -> rows.stream().findFirst().map(TradingRow::trading).orElse(Trading.Open.ALWAYS));
    }

    private Uni<Long> lastOrder() {
        return read(LAST_ORDER, Tuple.tuple()).map(rows -> rows.getFirst().getLong("order_number"));
    }

    private Uni<List<SeenQuote>> values() {
        return read(VALUES, Tuple.of(listed))
                .map(rows -> rows.stream().map(JournalStart::value).toList());
    }

    /** The number of the last batch. */
    Uni<Long> lastBatch() {
        return read(LAST_ORDER, Tuple.tuple()).map(rows -> rows.getFirst().getLong("batch_number"));
    }

    /** Some portfolios whose open orders may break a law. */
    Uni<List<PortfolioId>> doubtful() {
        return read(BEYOND, Tuple.tuple())
                .invoke(rows -> rows.forEach(JournalStart::refuse))
                .flatMap(none -> read(DOUBTFUL, Tuple.of("^(" + AssetSymbol.PATTERN + ")$")))
                .map(rows -> rows.stream().map(OrderRows::portfolio).toList());
    }

    private static void refuse(Row beyond) {
        throw new BrokenJournal("has an amount beyond all bounds in order " + OrderRows.id(beyond) + " of portfolio "
                + OrderRows.portfolio(beyond));
    }

    private static Map<AssetSymbol, Set<PortfolioId>> waiting(List<Row> rows) {
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> new AssetSymbol(row.getString("symbol")),
                        row -> Arrays.stream(row.getArrayOfLongs("portfolios"))
                                .map(PortfolioId::new)
                                .collect(Collectors.toCollection(PortfolioSet::new))));
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
        Instant seenAt = Optional.ofNullable(row.getOffsetDateTime("seen_at"))
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
        return new SeenQuote(quote, row.getLong("update_number"), seenAt);
    }

    private Uni<List<Row>> read(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(JournalReader::list);
    }
}
