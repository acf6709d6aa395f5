package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ActionEnded;
import io.papertrader.market.MarketEvent.ClearingEnded;
import io.papertrader.market.MarketEvent.OrderAccepted;
import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.MarketEvent.PartMissed;
import io.papertrader.market.MarketEvent.PartTaken;
import io.papertrader.market.MarketEvent.PortfolioOpened;
import io.papertrader.market.MarketEvent.TradingChanged;
import io.papertrader.market.MarketEvent.ValuesForgotten;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.market.ledger.Position;
import io.papertrader.market.order.Order;
import io.papertrader.market.value.Quote;
import io.papertrader.master.asset.AssetRepository;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.journal.Batch.Balance;
import io.papertrader.master.journal.Batch.Holding;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Appends a batch of the market's decisions in one database transaction, a statement for all rows of a table. One that
 * finds other rows than the market knows fails.
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

    /** One batch follows the other: where one has failed, so do those that were sent behind it. */
    private static final String FOLLOW = """
            WITH followed AS (
                UPDATE last_order SET batch_number = $1 WHERE batch_number = $1 - 1 RETURNING 1)
            SELECT require_rows(count(*), 1) FROM followed
            """;

    /** Follows too. */
    private static final String ACCEPT = """
            WITH followed AS (
                UPDATE last_order SET batch_number = $1, order_number = $15 WHERE batch_number = $1 - 1 RETURNING 1)
            INSERT INTO open_order (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                reserved_cash, placed_at, accepted_at, worker_uuid, replaced_stamp)
            SELECT portfolio_id, transaction_id, order_number, side, symbol, amount(quantity), terms, amount(price_limit),
                amount(reserved_cash), placed_at, accepted_at, worker_uuid, replaced_stamp
            FROM unnest($2::bigint[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::bigint[],
                    $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::uuid[], $14::timestamptz[])
                AS accepted (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                    reserved_cash, placed_at, accepted_at, worker_uuid, replaced_stamp),
                (SELECT require_rows(count(*), 1) FROM followed) AS checked
            """;

    /**
     * Moves orders from the open ones to those that have ended. The open ones come and go so fast that statistics of
     * them are always wrong: each is looked up by its key ({@code OFFSET 0} keeps the planner from another way), and
     * deleted by its place.
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
            ), moved AS (
                INSERT INTO transaction (portfolio_id, transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                    reserved_cash, placed_at, accepted_at, worker_uuid, replaced_stamp, event_number, ending, ended_at, price, gross, fee, fee_rule,
                    fill_policy, value, value_time, value_source, update_number, reason)
                SELECT placed.portfolio_id, placed.transaction_id, order_number, side, symbol, quantity, terms, price_limit,
                    reserved_cash, placed_at, accepted_at, worker_uuid, replaced_stamp, event_number, ending, ended_at, amount(price), amount(gross),
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
                RETURNING 1)
            SELECT require_rows(count(*), $16) FROM moved
            """;

    private static final String PAY = """
            WITH paid AS (
                UPDATE portfolio SET cash = amount(changed.cash), last_event = changed.last_event
                FROM (
                    SELECT place, paid.cash, paid.last_event
                    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS paid (portfolio_id, cash, last_event), LATERAL (
                        SELECT ctid AS place FROM portfolio WHERE portfolio_id = paid.portfolio_id OFFSET 0) AS found
                ) AS changed
                WHERE portfolio.ctid = changed.place
                RETURNING 1)
            SELECT require_rows(count(*), $4) FROM paid
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
            WITH cleared AS (
                UPDATE market_update SET cleared_at = $2 WHERE update_number = $1 AND cleared_at IS NULL RETURNING 1)
            SELECT require_rows(count(*), 1) FROM cleared
            """;

    private static final String TRADE = """
            INSERT INTO trading (state, since, stood, last_update, reason) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (only_row) DO UPDATE SET state = EXCLUDED.state, since = EXCLUDED.since, stood = EXCLUDED.stood,
                last_update = EXCLUDED.last_update, reason = EXCLUDED.reason
            """;

    private static final String FORGET = "SELECT forget_values()";

    private final Leadership leadership;
    private final AssetRepository assets;

    /** An accepted order, and the worker that brought it with this timestamp. */
    private record Accepted(Order order, UUID worker, Instant stamp) {
        /** The worker's timestamp where the order has another time. */
        @Nullable
        Instant replacedStamp() {
            return stamp.equals(order.placedAt()) ? null : stamp;
        }
    }

    Journal(Leadership leadership, AssetRepository assets) {
        this.leadership = leadership;
        this.assets = assets;
    }

    /**
     * Appends all of it, or fails and has appended nothing, or loses the lead and does not know. A further batch can be
     * appended before this one is: it fails where this one does.
     *
     * @param number one more than that of the batch before
     */
    Uni<Void> append(Batch batch, long number) {
        return leadership.write(statements(batch, number)).replaceWithVoid();
    }

    /** Ends when all that was to be appended before is, or has failed. */
    Uni<Void> appended() {
        return leadership.write(List.of()).replaceWithVoid();
    }

    /** Ends when it is certain that nobody else can have appended anything. */
    Uni<Void> confirmed() {
        return leadership.confirmed();
    }

    private List<Statement> statements(Batch batch, long number) {
        List<Statement> statements = new ArrayList<>();
        List<Accepted> accepted = accepted(batch);
        statements.add(accepted.isEmpty() ? follow(number) : accept(accepted, number));
        add(statements, batch.all(PortfolioOpened.class), Journal::open);
        add(statements, batch.all(OrderEnded.class), Journal::end);
        add(statements, batch.balances(), Journal::pay);
        add(statements, batch.positions(), Journal::hold);
        add(statements, batch.all(PartTaken.class), ActionRows::take);
        add(statements, batch.all(PartMissed.class), ActionRows::miss);
        batch.written().forEach(each -> addOthers(statements, each));
        return statements;
    }

    private static List<Accepted> accepted(Batch batch) {
        List<Accepted> accepted = new ArrayList<>();
        for (Batch.Written each : batch.written()) {
            if (each.event() instanceof OrderAccepted event) {
                Beside.Carrier carrier = (Beside.Carrier) each.step().beside();
                accepted.add(new Accepted(event.order(), carrier.worker(), carrier.stamp()));
            }
        }
        return accepted;
    }

    /** Events that come once in a while have statements of their own. */
    private void addOthers(List<Statement> statements, Batch.Written each) {
        switch (each.event()) {
            case ValuesUpdated values -> {
                statements.add(update(values));
                statements.add(assets.storing(bars(each.step(), values), values.number()));
            }
            case ClearingEnded clearing -> statements.add(clear(clearing));
            case ActionAnnounced announced -> statements.add(ActionRows.announce(announced));
            case ActionEnded ended -> statements.add(ActionRows.end(ended));
            case ValuesForgotten forgotten -> {
                statements.add(new Statement(FORGET, Tuple.tuple()));
                statements.addAll(noted(each.step()));
            }
            case TradingChanged changed -> {
                statements.add(new Statement(TRADE, TradingRow.of(changed.trading())));
                statements.addAll(noted(each.step()));
            }
            case PortfolioOpened portfolio -> {}
            case OrderAccepted order -> {}
            case OrderEnded order -> {}
            case PartTaken part -> {}
            case PartMissed part -> {}
        }
    }

    /** The bars of the values that the market took, with all that came with them. */
    private static AssetUpdate bars(Step step, ValuesUpdated values) {
        return ((Beside.Bars) step.beside())
                .update()
                .only(values.quotes().stream().map(Quote::symbol).collect(Collectors.toSet()));
    }

    private static List<Statement> noted(Step step) {
        return step.beside() instanceof Beside.Noted(List<Statement> entries) ? entries : List.of();
    }

    private static <R> void add(List<Statement> statements, List<R> rows, Function<List<R>, Statement> statement) {
        if (!rows.isEmpty()) {
            statements.add(statement.apply(rows));
        }
    }

    private static Statement open(List<PortfolioOpened> opened) {
        return new Columns<>(opened)
                .longs(portfolio -> portfolio.portfolio().value())
                .texts(portfolio -> portfolio.currency().value())
                .longs(portfolio -> portfolio.cash().units())
                .times(PortfolioOpened::at)
                .statement(OPEN);
    }

    private static Statement follow(long number) {
        return new Statement(FOLLOW, Tuple.of(number));
    }

    private static Statement accept(List<Accepted> accepted, long number) {
        return new Columns<>(accepted)
                .number(number)
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
                .nullableTimes(Accepted::replacedStamp)
                .number(accepted.getLast().order().number())
                .statement(ACCEPT);
    }

    private static Statement end(List<OrderEnded> ended) {
        return new Columns<>(ended.stream().map(EndedRow::of).toList())
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
                .number(ended.size())
                .statement(END);
    }

    private static Statement pay(List<Balance> balances) {
        return new Columns<>(balances)
                .longs(row -> row.portfolio().value())
                .longs(row -> row.cash().units())
                .longs(Balance::lastEvent)
                .number(balances.size())
                .statement(PAY);
    }

    private static Statement hold(List<Map.Entry<Holding, Position>> positions) {
        return new Columns<>(positions)
                .longs(row -> row.getKey().portfolio().value())
                .texts(row -> row.getKey().symbol().value())
                .longs(row -> row.getValue().quantity().units())
                .longs(row -> row.getValue().cost().units())
                .statement(HOLD);
    }

    private static Statement update(ValuesUpdated values) {
        return new Statement(
                UPDATE,
                Tuple.of(values.number(), values.lastOrder(), values.at().atOffset(ZoneOffset.UTC)));
    }

    private static Statement clear(ClearingEnded clearing) {
        return new Statement(CLEAR, Tuple.of(clearing.update(), clearing.at().atOffset(ZoneOffset.UTC)));
    }
}
