package io.papertrader.master.trade;

import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Money;
import io.papertrader.codec.message.Quantity;
import io.papertrader.codec.message.Side;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeReply.EventPage.NumberedEvent;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionId;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The history of transactions (specification 3.1.7: it shows the time that each went through). */
@ApplicationScoped
class HistoryRepository {
    private static final String ACCOUNT = "SELECT account_id FROM account WHERE lower(user_name) = $1";

    private static final String NEWEST_FIRST = """
            SELECT transaction_id, side, symbol, units(quantity) AS quantity, placed_at, state, settled_at,
                units(price) AS price, units(fee) AS fee, value_time, value_source, reason
            FROM transaction LEFT JOIN settlement USING (account_id, transaction_id)
            WHERE account_id = $1
            ORDER BY placed_at DESC, transaction_id
            LIMIT $2
            """;

    private static final String EVENTS = """
            SELECT event_number, transaction_id, side, symbol, units(quantity) AS quantity, placed_at, state, settled_at,
                units(price) AS price, units(fee) AS fee, value_time, value_source, reason
            FROM settlement JOIN transaction USING (account_id, transaction_id)
            WHERE account_id = $1 AND event_number > $2
            ORDER BY event_number
            LIMIT $3
            """;

    private static final String LATEST_EVENT = """
            SELECT coalesce(max(event_number), 0) AS latest
            FROM settlement
            WHERE account_id = $1
            """;

    private final Pool pool;
    private final int limit;

    HistoryRepository(Pool pool, TradeConfig config) {
        this.pool = pool;
        this.limit = config.historyLimit();
    }

    Uni<Optional<AccountId>> account(UserName userName) {
        return pool.preparedQuery(ACCOUNT)
                .execute(Tuple.of(userName.key()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AccountId(row.getLong("account_id")))
                        .findFirst());
    }

    /** The transactions of an account; quantities and reasons only for its owner. */
    Uni<List<Transaction>> newestFirst(AccountId account, boolean isOwner) {
        return pool.preparedQuery(NEWEST_FIRST)
                .execute(Tuple.of(account.value(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> transaction(row, isOwner))
                        .toList());
    }

    /** A page of the account's events behind this number; for its owner. */
    Uni<EventPage> events(AccountId account, long from) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(account.value(), from, EventPage.MOST + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new NumberedEvent(row.getLong("event_number"), transaction(row, true)))
                        .toList())
                // After the page, so that it is never behind the page's own last.
                .flatMap(found -> pool.preparedQuery(LATEST_EVENT)
                        .execute(Tuple.of(account.value()))
                        .map(rows -> rows.iterator().next().getLong("latest"))
                        .map(latest -> new EventPage(
                                found.stream().limit(EventPage.MOST).toList(), latest, found.size() > EventPage.MOST)));
    }

    private static Transaction transaction(Row row, boolean isOwner) {
        String state = row.getString("state");
        return new Transaction(
                Side.valueOf(row.getString("side")),
                new AssetSymbol(row.getString("symbol")),
                state == null ? TransactionState.QUEUED : TransactionState.valueOf(state),
                row.getOffsetDateTime("placed_at").toInstant(),
                time(row, "settled_at"),
                Optional.ofNullable(row.getLong("price")).map(Money::new),
                isOwner ? Optional.of(owned(row)) : Optional.empty());
    }

    private static Transaction.Owned owned(Row row) {
        return new Transaction.Owned(
                new TransactionId(row.getUUID("transaction_id")),
                new Quantity(row.getLong("quantity")),
                Optional.ofNullable(row.getLong("fee")).map(Money::new).orElse(Money.ZERO),
                time(row, "value_time"),
                text(row, "value_source"),
                text(row, "reason"));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }

    /** Empty while the transaction is queued. */
    private static String text(Row row, String column) {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
