package io.papertrader.master.trade;

import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeReply.EventPage.NumberedEvent;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.UserName;
import io.papertrader.market.Ending;
import io.papertrader.master.journal.EndingWord;
import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The history of transactions (specification 3.1.7: it shows the time that each went through). */
@ApplicationScoped
class HistoryRepository {
    private static final String ACCOUNT =
            "SELECT account_id FROM account WHERE user_key = $1 AND (is_public OR account_id = $2)";

    private static final String TRANSACTIONS = """
            SELECT transaction_id, side, symbol, units(quantity) AS quantity, placed_at, ending, ended_at,
                units(price) AS price, units(fee) AS fee, value_time, value_source, reason
            FROM history
            WHERE portfolio_id = $1""";

    /** The transactions behind a position, by the index: the first comparison alone bounds the rows that are read. */
    private static final String BEHIND = """

                AND placed_at <= $3 AND (placed_at < $3 OR transaction_id > (
                    SELECT transaction_id
                    FROM history
                    WHERE portfolio_id = $1 AND placed_at = $3
                        AND substring(sha256(uuid_send(transaction_id)) FROM 1 FOR %d) = $4))""".formatted(HistoryPosition.HASH_BYTES);

    private static final String NEWEST_FIRST = """

            ORDER BY placed_at DESC, transaction_id
            LIMIT $2
            """;

    private static final String FIRST_PAGE = TRANSACTIONS + NEWEST_FIRST;
    private static final String LATER_PAGE = TRANSACTIONS + BEHIND + NEWEST_FIRST;
    private static final String OPEN = "OPEN";
    private static final int ONE_MORE = TransactionHistory.PAGE + 1;

    private static final String EVENTS = """
            SELECT event_number, transaction_id, side, symbol, units(quantity) AS quantity, placed_at, ending, ended_at,
                units(price) AS price, units(fee) AS fee, value_time, value_source, reason
            FROM transaction
            WHERE portfolio_id = $1 AND event_number > $2
            ORDER BY event_number
            LIMIT $3
            """;

    private static final String LATEST_EVENT = """
            SELECT last_event AS latest FROM portfolio WHERE portfolio_id = $1
            """;

    private final Pool pool;

    HistoryRepository(Pool pool) {
        this.pool = pool;
    }

    /** The account of a user; empty where there is no such user, or one who hides from whoever asks. */
    Uni<Optional<AccountId>> account(UserName userName, AccountId asker) {
        return pool.preparedQuery(ACCOUNT)
                .execute(Tuple.of(userName.key(), asker.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new AccountId(row.getLong("account_id")))
                        .findFirst());
    }

    /** A page of the transactions of an account, newest first; quantities and reasons only for its owner. */
    Uni<PageOf<Transaction>> page(AccountId account, boolean isOwner, Optional<HistoryPosition> after) {
        return after.map(position -> pool.preparedQuery(LATER_PAGE)
                        .execute(Tuple.of(
                                account.portfolio().value(),
                                ONE_MORE,
                                position.placedAt().atOffset(ZoneOffset.UTC),
                                Buffer.buffer(position.hashBytes()))))
                .orElseGet(() -> pool.preparedQuery(FIRST_PAGE)
                        .execute(Tuple.of(account.portfolio().value(), ONE_MORE)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .map(rows -> PageOf.first(TransactionHistory.PAGE, rows, HistoryRepository::position))
                .map(page -> new PageOf<>(
                        page.items().stream()
                                .map(row -> transaction(row, isOwner))
                                .toList(),
                        page.next()));
    }

    private static String position(Row row) {
        return HistoryPosition.of(
                        row.getOffsetDateTime("placed_at").toInstant(),
                        new TransactionId(row.getUUID("transaction_id")))
                .toString();
    }

    /** A page of the account's events behind this number; for its owner. */
    Uni<EventPage> events(AccountId account, long from) {
        return pool.preparedQuery(EVENTS)
                .execute(Tuple.of(account.portfolio().value(), from, EventPage.MOST + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new NumberedEvent(row.getLong("event_number"), transaction(row, true)))
                        .toList())
                // After the page, so that it is never behind the page's own last.
                .flatMap(found -> pool.preparedQuery(LATEST_EVENT)
                        .execute(Tuple.of(account.portfolio().value()))
                        .map(rows -> rows.iterator().next().getLong("latest"))
                        .map(latest -> new EventPage(
                                found.stream().limit(EventPage.MOST).toList(), latest, found.size() > EventPage.MOST)));
    }

    private static Transaction transaction(Row row, boolean isOwner) {
        return new Transaction(
                Side.valueOf(row.getString("side")),
                new AssetSymbol(row.getString("symbol")),
                state(row.getString("ending")),
                row.getOffsetDateTime("placed_at").toInstant(),
                time(row, "ended_at"),
                Optional.ofNullable(row.getLong("price")).map(Money::new),
                isOwner ? Optional.of(owned(row)) : Optional.empty());
    }

    private static TransactionState state(String ending) {
        return ending.equals(OPEN) ? TransactionState.QUEUED : EndingWord.of(Ending.valueOf(ending));
    }

    private static Transaction.Owned owned(Row row) {
        return new Transaction.Owned(
                new TransactionId(row.getUUID("transaction_id")),
                new Quantity(row.getLong("quantity")),
                new Money(row.getLong("fee")),
                time(row, "value_time"),
                row.getString("value_source"),
                row.getString("reason"));
    }

    private static Optional<Instant> time(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
