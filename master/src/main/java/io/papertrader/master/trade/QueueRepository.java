package io.papertrader.master.trade;

import io.papertrader.codec.message.UserName;
import io.papertrader.master.leadership.WriterTransaction;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;

/** Transactions and the queue that they wait in. */
@ApplicationScoped
class QueueRepository {
    private static final String KNOWN = """
            SELECT transaction_id
            FROM transaction
            WHERE (account_id, transaction_id) IN (SELECT * FROM unnest($1::bigint[], $2::uuid[]))
            """;

    private static final String ADD = """
            WITH placed AS (
                INSERT INTO transaction (
                    account_id, transaction_id, side, symbol, quantity, reserved_cash, placed_at, worker_uuid)
                SELECT account_id, transaction_id, side, symbol, amount(quantity), amount(reserved_cash), placed_at, worker_uuid
                FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
                        $7::timestamptz[], $8::uuid[])
                    AS placed (account_id, transaction_id, side, symbol, quantity, reserved_cash, placed_at, worker_uuid)
                RETURNING account_id, transaction_id
            )
            INSERT INTO queued_transaction (account_id, transaction_id)
            SELECT account_id, transaction_id FROM placed
            """;

    /** In the order of the workers' timestamps; the queue's own number decides between equal ones. */
    private static final String DUE = """
            SELECT queue_number, account_id, transaction_id, user_name, side, symbol, units(quantity) AS quantity,
                units(reserved_cash) AS reserved_cash, placed_at, worker_uuid
            FROM queued_transaction
                JOIN transaction USING (account_id, transaction_id)
                JOIN account USING (account_id)
            WHERE queue_number <= $1 AND symbol = ANY ($2)
            ORDER BY placed_at, queue_number
            LIMIT $3
            """;

    /** Which of these are stored already. */
    Uni<Set<TransactionId>> known(WriterTransaction transaction, List<Order> orders) {
        Tuple keys = Tuple.of(accounts(orders), ids(orders));
        return transaction.execute(KNOWN, keys).map(rows -> {
            Set<TransactionId> known = new HashSet<>();
            rows.forEach(row -> known.add(new TransactionId(row.getUUID("transaction_id"))));
            return known;
        });
    }

    /** Appends transactions and queues them. */
    Uni<Void> add(WriterTransaction transaction, List<Order> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfLong(accounts(orders))
                .addArrayOfUUID(ids(orders))
                .addArrayOfString(column(orders, order -> order.side().name(), String[]::new))
                .addArrayOfString(column(orders, order -> order.symbol().value(), String[]::new))
                .addArrayOfLong(column(orders, order -> order.quantity().units(), Long[]::new))
                .addArrayOfLong(column(orders, order -> order.expectedCost().units(), Long[]::new))
                .addArrayOfOffsetDateTime(
                        column(orders, order -> order.placedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new))
                .addArrayOfUUID(column(orders, Order::worker, UUID[]::new));
        return transaction.execute(ADD, columns).replaceWithVoid();
    }

    /** The next that are due: up to this number of the queue, in these assets. */
    Uni<List<QueuedTransaction>> due(
            WriterTransaction transaction, long lastNumber, Collection<AssetSymbol> symbols, int limit) {
        String[] names = symbols.stream().map(AssetSymbol::value).toArray(String[]::new);
        return transaction
                .execute(DUE, Tuple.of(lastNumber, names, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(QueueRepository::queued)
                        .toList());
    }

    private static QueuedTransaction queued(Row row) {
        Order order = new Order(
                new TransactionId(row.getUUID("transaction_id")),
                new AccountId(row.getLong("account_id")),
                Side.valueOf(row.getString("side")),
                new AssetSymbol(row.getString("symbol")),
                new Quantity(row.getLong("quantity")),
                new Money(row.getLong("reserved_cash")),
                row.getOffsetDateTime("placed_at").toInstant(),
                row.getUUID("worker_uuid"));
        return new QueuedTransaction(row.getLong("queue_number"), order, new UserName(row.getString("user_name")));
    }

    private static Long[] accounts(List<Order> orders) {
        return column(orders, order -> order.account().value(), Long[]::new);
    }

    private static UUID[] ids(List<Order> orders) {
        return column(orders, order -> order.id().value(), UUID[]::new);
    }

    private static <T> T[] column(List<Order> orders, Function<Order, T> value, IntFunction<T[]> array) {
        return orders.stream().map(value).toArray(array);
    }
}
