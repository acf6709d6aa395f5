package io.papertrader.master.journal;

import io.papertrader.market.MarketEvent.OrderEnded;
import io.papertrader.market.order.Order;
import io.papertrader.market.order.Trade;
import io.papertrader.master.leadership.Statement;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.PortfolioId;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders in rows, open and ended, and out of them. */
final class OrderRows {
    /** The columns that both tables have. */
    static final String COLUMNS = """
            portfolio_id, transaction_id, order_number, side, symbol, units(quantity) AS quantity, terms,
                units(price_limit) AS price_limit, units(reserved_cash) AS reserved_cash, placed_at, accepted_at
            """.stripTrailing();

    /** Follows the batch before, too. */
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

    /** An accepted order, and the worker that brought it with this timestamp. */
    record Accepted(Order order, UUID worker, Instant stamp) {
        /** The worker's timestamp where the order has another time. */
        @Nullable
        Instant replacedStamp() {
            return stamp.equals(order.placedAt()) ? null : stamp;
        }
    }

    private OrderRows() {}

    static Statement accept(List<Accepted> accepted, long number) {
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

    static Statement end(List<OrderEnded> ended) {
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

    static PortfolioId portfolio(Row row) {
        return new PortfolioId(row.getLong("portfolio_id"));
    }

    static TransactionId id(Row row) {
        return new TransactionId(row.getUUID("transaction_id"));
    }

    static Order order(Row row) {
        try {
            return new Order(
                    row.getLong("order_number"),
                    portfolio(row),
                    id(row),
                    new Trade(
                            Side.valueOf(row.getString("side")),
                            new AssetSymbol(row.getString("symbol")),
                            new Quantity(row.getLong("quantity")),
                            TermsColumns.terms(row.getString("terms"), row.getLong("price_limit"))),
                    new Money(row.getLong("reserved_cash")),
                    row.getOffsetDateTime("placed_at").toInstant(),
                    row.getOffsetDateTime("accepted_at").toInstant());
        } catch (IllegalArgumentException broken) {
            throw new BrokenJournal("has order " + id(row) + " of portfolio " + portfolio(row), broken);
        }
    }
}
