package io.papertrader.master.journal;

import io.papertrader.market.Event.ClearingEnded;
import io.papertrader.market.Event.OrderEnded;
import io.papertrader.market.Event.PortfolioOpened;
import io.papertrader.market.ledger.Position;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.journal.Batch.Accepted;
import io.papertrader.master.journal.Batch.Balance;
import io.papertrader.master.journal.Batch.Holding;
import io.papertrader.master.journal.Batch.Update;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.WriterTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Appends a batch of the market's decisions in one database transaction. Its statements are sent one behind the other without
 * waiting, each for all rows of its table.
 */
@ApplicationScoped
class Journal {
    /** An account's first portfolio has the account's number. */
    private static final String OPEN = """
            INSERT INTO portfolio (portfolio_id, account_id, currency, opening_cash, opened_at, cash)
            SELECT portfolio_id, portfolio_id, currency, amount(cash), opened_at, amount(cash)
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[])
                AS opened (portfolio_id, currency, cash, opened_at)
            """;

    private static final String ACCEPT = """
            WITH counted AS (UPDATE last_order SET order_number = $1)
            INSERT INTO open_order (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                reserved_cash, placed_at, accepted_at, worker_uuid)
            SELECT portfolio_id, transaction_id, order_number, side, symbol, amount(quantity), terms, amount(price_limit),
                amount(reserved_cash), placed_at, accepted_at, worker_uuid
            FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::bigint[],
                    $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::uuid[])
                AS accepted (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                    reserved_cash, placed_at, accepted_at, worker_uuid)
            """;

    /**
     * Moves orders from the open ones to those that have ended. The open ones come and go so fast that statistics of them are
     * always wrong: each is looked up by its key ({@code OFFSET 0} keeps the planner from another way), and deleted by its place.
     */
    private static final String END = """
            WITH gone AS (
                DELETE FROM open_order
                WHERE ctid = ANY (ARRAY(
                    SELECT found.place
                    FROM unnest($1::bigint[], $2::uuid[]) AS ended (portfolio_id, transaction_id), LATERAL (
                        SELECT ctid AS place
                        FROM open_order
                        WHERE portfolio_id = ended.portfolio_id AND transaction_id = ended.transaction_id
                        OFFSET 0) AS found))
            )
            INSERT INTO transaction (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                reserved_cash, placed_at, accepted_at, worker_uuid, event_number, ending, ended_at, price, gross, fee, fee_rule,
                fill_policy, value, value_time, value_source, update_number, reason)
            SELECT placed.portfolio_id, placed.transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                reserved_cash, placed_at, accepted_at, worker_uuid, event_number, ending, ended_at, amount(price), amount(gross),
                amount(fee), fee_rule, fill_policy, amount(value), value_time, value_source, update_number, reason
            FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[], $6::bigint[], $7::bigint[],
                    $8::bigint[], $9::text[], $10::text[], $11::bigint[], $12::timestamptz[], $13::text[], $14::bigint[],
                    $15::text[])
                AS ended (portfolio_id, transaction_id, event_number, ending, ended_at, price, gross, fee, fee_rule, fill_policy,
                    value, value_time, value_source, update_number, reason), LATERAL (
                        SELECT *
                        FROM open_order
                        WHERE portfolio_id = ended.portfolio_id AND transaction_id = ended.transaction_id
                        OFFSET 0) AS placed
            """;

    private static final String PAY = """
            UPDATE portfolio SET cash = amount(changed.cash), last_event = changed.last_event
            FROM (
                SELECT place, paid.cash, paid.last_event
                FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS paid (portfolio_id, cash, last_event), LATERAL (
                    SELECT ctid AS place FROM portfolio WHERE portfolio_id = paid.portfolio_id OFFSET 0) AS found
            ) AS changed
            WHERE portfolio.ctid = changed.place
            """;

    private static final String HOLD = """
            INSERT INTO holding (portfolio_id, symbol, quantity, cost)
            SELECT portfolio_id, symbol, amount(quantity), amount(cost)
            FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[])
                AS changed (portfolio_id, symbol, quantity, cost)
            ON CONFLICT (portfolio_id, symbol) DO UPDATE SET quantity = EXCLUDED.quantity, cost = EXCLUDED.cost
            """;

    private static final String UPDATE = """
            INSERT INTO market_update (update_number, last_order, seen_at) VALUES ($1, $2, $3)
            """;

    private static final String CLEAR = """
            UPDATE market_update SET cleared_at = $2 WHERE update_number = $1 AND cleared_at IS NULL
            """;

    private final Leadership leadership;
    private final AssetRepository assets;

    Journal(Leadership leadership, AssetRepository assets) {
        this.leadership = leadership;
        this.assets = assets;
    }

    /** Appends all of it, or fails and has appended nothing, or loses the lead and does not know. */
    Uni<Void> append(Batch batch) {
        return leadership.write(transaction ->
                Uni.join().all(statements(transaction, batch)).andFailFast().replaceWithVoid());
    }

    private List<Uni<Void>> statements(WriterTransaction transaction, Batch batch) {
        List<Uni<Void>> statements = new ArrayList<>();
        add(statements, batch.opened(), rows -> open(transaction, rows));
        add(statements, batch.accepted(), rows -> accept(transaction, rows));
        add(statements, batch.ended(), rows -> end(transaction, rows));
        add(statements, batch.balances(), rows -> pay(transaction, rows));
        add(statements, batch.positions(), rows -> hold(transaction, rows));
        batch.updates().forEach(update -> statements.add(update(transaction, update)));
        batch.clearings().forEach(clearing -> statements.add(clear(transaction, clearing)));
        return statements;
    }

    private static <R> void add(List<Uni<Void>> statements, List<R> rows, Function<List<R>, Uni<Void>> statement) {
        if (!rows.isEmpty()) {
            statements.add(statement.apply(rows));
        }
    }

    private static Uni<Void> open(WriterTransaction transaction, List<PortfolioOpened> opened) {
        Tuple columns = new Columns<>(opened)
                .longs(portfolio -> portfolio.portfolio().value())
                .texts(portfolio -> portfolio.currency().value())
                .longs(portfolio -> portfolio.cash().units())
                .times(PortfolioOpened::at)
                .tuple();
        return all(transaction.execute(OPEN, columns), opened.size());
    }

    private static Uni<Void> accept(WriterTransaction transaction, List<Accepted> accepted) {
        Tuple columns = new Columns<>(accepted, accepted.getLast().order().number())
                .longs(row -> row.order().portfolio().value())
                .uuids(row -> row.order().id().value())
                .longs(row -> row.order().number())
                .texts(row -> row.order().trade().side().name())
                .texts(row -> row.order().trade().symbol().value())
                .longs(row -> row.order().trade().quantity().units())
                .texts(row -> TermsColumns.name(row.order().trade().terms()))
                .nullableLongs(row -> TermsColumns.limit(row.order().trade().terms()))
                .longs(row -> row.order().reserved().units())
                .times(row -> row.order().placedAt())
                .times(row -> row.order().acceptedAt())
                .uuids(Accepted::worker)
                .tuple();
        return all(transaction.execute(ACCEPT, columns), accepted.size());
    }

    private static Uni<Void> end(WriterTransaction transaction, List<OrderEnded> ended) {
        List<EndedRow> rows = ended.stream().map(EndedRow::of).toList();
        Tuple columns = new Columns<>(rows)
                .longs(row -> row.order().portfolio().value())
                .uuids(row -> row.order().id().value())
                .longs(row -> row.event().eventNumber())
                .texts(row -> row.event().ending().name())
                .times(row -> row.event().at())
                .nullableLongs(EndedRow::price)
                .nullableLongs(EndedRow::gross)
                .longs(EndedRow::fee)
                .texts(EndedRow::feeRule)
                .texts(EndedRow::fillPolicy)
                .nullableLongs(EndedRow::value)
                .nullableTimes(EndedRow::valueTime)
                .texts(EndedRow::valueSource)
                .longs(EndedRow::update)
                .texts(EndedRow::reason)
                .tuple();
        return all(transaction.execute(END, columns), ended.size());
    }

    private static Uni<Void> pay(WriterTransaction transaction, List<Balance> balances) {
        Tuple columns = new Columns<>(balances)
                .longs(row -> row.portfolio().value())
                .longs(row -> row.cash().units())
                .longs(Balance::lastEvent)
                .tuple();
        return all(transaction.execute(PAY, columns), balances.size());
    }

    private static Uni<Void> hold(WriterTransaction transaction, List<Map.Entry<Holding, Position>> positions) {
        Tuple columns = new Columns<>(positions)
                .longs(row -> row.getKey().portfolio().value())
                .texts(row -> row.getKey().symbol().value())
                .longs(row -> row.getValue().quantity().units())
                .longs(row -> row.getValue().cost().units())
                .tuple();
        return all(transaction.execute(HOLD, columns), positions.size());
    }

    private Uni<Void> update(WriterTransaction transaction, Update update) {
        Tuple row = Tuple.of(
                update.values().number(),
                update.values().lastOrder(),
                update.values().at().atOffset(ZoneOffset.UTC));
        return all(transaction.execute(UPDATE, row), 1)
                .call(() -> assets.store(
                        transaction, update.bars(), Optional.of(update.values().number())));
    }

    private static Uni<Void> clear(WriterTransaction transaction, ClearingEnded clearing) {
        Tuple row = Tuple.of(clearing.update(), clearing.at().atOffset(ZoneOffset.UTC));
        return all(transaction.execute(CLEAR, row), 1);
    }

    /** A statement that finds other rows than the market believes in ends the transaction. */
    private static Uni<Void> all(Uni<RowSet<Row>> statement, int rows) {
        return statement
                .invoke(done -> {
                    if (done.rowCount() != rows) {
                        throw new BrokenJournal(
                                "has " + done.rowCount() + " of " + rows + " rows that the market knows");
                    }
                })
                .replaceWithVoid();
    }
}
