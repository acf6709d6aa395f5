package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.MarketSnapshot;
import io.papertrader.market.Progress;
import io.papertrader.market.Rules;
import io.papertrader.market.Trading;
import io.papertrader.market.value.Quote;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a market begins with beside its portfolios. A row of it that breaks a law stops the start, and is named.
 */
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
            SELECT latest.symbol, latest.value_time, latest.source, latest.close, latest.update_number, seen_at
            FROM
            """ + AssetRepository.LATEST_OF_EACH;

    private final Pool pool;
    private final ActionReader actions;
    private final String[] listed;

    JournalStart(Pool pool, ActionReader actions, Rules rules) {
        this.pool = pool;
        this.actions = actions;
        this.listed = rules.listed().keySet().stream().map(AssetSymbol::value).toArray(String[]::new);
    }

    /** All that a market begins with beside its portfolios. */
    Uni<MarketSnapshot> marketState() {
        return Uni.combine()
                .all()
                .unis(trading(), lastOrder(), read(LAST_UPDATE, Tuple.tuple()), values(), actions.begun())
                .with((trading, lastOrder, lastUpdate, values, begun) -> new MarketSnapshot(
                        trading,
                        lastOrder,
                        begun.underWay().<Progress>map(action -> action).orElseGet(() -> progress(lastUpdate, values)),
                        values,
                        begun.last(),
                        begun.exchanged()));
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
        Quote quote = quote(row);
        Instant seenAt = Optional.ofNullable(row.getOffsetDateTime("seen_at"))
                .map(OffsetDateTime::toInstant)
                .orElse(Instant.EPOCH);
        return new SeenQuote(quote, row.getLong("update_number"), seenAt);
    }

    private static Quote quote(Row row) {
        try {
            return new Quote(
                    new AssetSymbol(row.getString("symbol")),
                    Money.of(row.getBigDecimal("close").toPlainString()),
                    row.getOffsetDateTime("value_time").toInstant(),
                    row.getString("source"));
        } catch (IllegalArgumentException | ArithmeticException broken) {
            throw new BrokenJournal(
                    "has the value of " + row.getString("symbol") + " of " + row.getOffsetDateTime("value_time"),
                    broken);
        }
    }

    private Uni<List<Row>> read(String sql, Tuple parameters) {
        return pool.preparedQuery(sql).execute(parameters).map(JournalReader::list);
    }
}
