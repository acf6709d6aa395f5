package io.papertrader.master.trade;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.TradeReply.Accepted;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.TradeRequest.Order;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that are longer than a page. */
@QuarkusTest
class HistoryPagesTest {
    private static final int MORE_THAN_TWO_PAGES = 2 * TransactionHistory.PAGE + 50;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    private Trader trader;

    @BeforeEach
    void start() {
        updates.next();
        trader = desk.newTrader();
    }

    /** Places so many orders, several to a stamp: as many as a worker may stamp alike. */
    private List<TransactionId> place(int count, int toAStamp) {
        Instant first = desk.now().minusSeconds(count);
        return IntStream.range(0, count)
                .mapToObj(i -> place(first.plusMillis(i / toAStamp)))
                .toList();
    }

    private TransactionId place(Instant stamp) {
        Order order = trader.purchase("AAPL", "0.01");
        return ((Accepted) desk.ask(order, desk.record(order, stamp))).transactionId();
    }

    private HistoryPage page(Trader reader, Cursor after) {
        return (HistoryPage) desk.ask(new GetUserTransactionHistoryPage(reader.session(), trader.userName(), after));
    }

    private List<Transaction> joined(Trader reader) {
        return joined(reader, () -> {});
    }

    /** All pages, with something that happens before each but the first. */
    private List<Transaction> joined(Trader reader, Runnable meanwhile) {
        List<Transaction> transactions = new ArrayList<>();
        Optional<Cursor> next = Optional.of(Cursor.START);
        while (next.isPresent()) {
            HistoryPage page = page(reader, next.get());
            assertThat(page.history().transactions()).isNotEmpty().hasSizeLessThanOrEqualTo(TransactionHistory.PAGE);
            transactions.addAll(page.history().transactions());
            next = page.next();
            meanwhile.run();
        }
        return transactions;
    }

    private static List<TransactionId> ids(List<Transaction> transactions) {
        return transactions.stream()
                .map(transaction -> transaction.owned().orElseThrow().transactionId())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, MORE_THAN_TWO_PAGES})
    void joinsToTheWholeNewestFirst(int toAStamp) {
        List<TransactionId> placed = place(MORE_THAN_TWO_PAGES, toAStamp);

        List<Transaction> joined = joined(trader);

        assertThat(ids(joined)).containsExactlyInAnyOrderElementsOf(placed);
        assertThat(joined).extracting(Transaction::placedAt).isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    void repeatsAndMissesNothingWhileTransactionsCome() {
        List<TransactionId> before = place(MORE_THAN_TWO_PAGES, 7);

        List<Transaction> joined = joined(trader, () -> {
            place(desk.now());
            updates.next();
        });

        assertThat(ids(joined)).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void beginsWithWhatTheSpecificationsRequestAnswers() {
        place(MORE_THAN_TWO_PAGES, 7);

        TransactionHistory first =
                (TransactionHistory) desk.ask(new GetUserTransactionHistory(trader.session(), trader.userName()));

        assertThat(first).isEqualTo(page(trader, Cursor.START).history());
        assertThat(first.transactions()).hasSize(TransactionHistory.PAGE);
    }

    @Test
    void endsWithAFullPageWhereNothingIsLeft() {
        place(TransactionHistory.PAGE, 1);

        HistoryPage page = page(trader, Cursor.START);

        assertThat(page.history().transactions()).hasSize(TransactionHistory.PAGE);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void tellsAnotherNothingPrivateByItsCursors() {
        List<TransactionId> placed = place(MORE_THAN_TWO_PAGES, 7);
        Trader other = desk.newTrader();

        List<Transaction> joined = joined(other);
        String cursor = page(other, Cursor.START).next().orElseThrow().value();

        assertThat(joined)
                .hasSameSizeAs(placed)
                .allMatch(transaction -> transaction.owned().isEmpty());
        assertThat(placed)
                .noneMatch(id -> cursor.contains(id.toString())
                        || cursor.contains(id.toString().replace("-", "")));
    }

    @Test
    void showsAnEmptyHistoryAsOnePage() {
        assertThat(page(trader, Cursor.START))
                .isEqualTo(new HistoryPage(new TransactionHistory(List.of()), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "12",
                "12.",
                "12.00",
                "999999999999999.00000000000000000000000000000000",
                "12.0000000000000000000000000000000g",
                "12.00000000000000000000000000000000'"
            })
    void refusesWhatIsNoCursorOfAHistory(String cursor) {
        assertFailure(
                desk.ask(new GetUserTransactionHistoryPage(trader.session(), trader.userName(), new Cursor(cursor))),
                DataFail.class,
                FailCode.BAD_ARGUMENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-99999999999999", "0", "99999999999999"})
    void takesAMadeUpPositionForAPlaceLikeAnyOther(String millis) {
        place(3, 1);

        HistoryPage page = page(trader, new Cursor(millis + "." + "0".repeat(32)));

        assertThat(page.history().transactions()).hasSize(millis.startsWith("999") ? 3 : 0);
    }

    @Test
    void refusesAUserThatIsNotThere() {
        assertFailure(
                desk.ask(new GetUserTransactionHistoryPage(
                        trader.session(), new UserName("nobody-at-all"), Cursor.START)),
                DataFail.class,
                FailCode.UNKNOWN_USER);
    }
}
