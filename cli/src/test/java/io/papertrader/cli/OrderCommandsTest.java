package io.papertrader.cli;

import static io.papertrader.client.Samples.AAPL;
import static io.papertrader.client.Samples.ORDER;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.cli.Cli.Run;
import io.papertrader.client.Samples;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Failure.CancelFail;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.TradeReply.HistoryPage;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistoryPage;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderCommandsTest {
    /** The command's clock, and the usual time of a request. */
    private static final Instant DEADLINE = Instant.parse("2026-05-01T00:00:30Z");

    @TempDir
    Path folder;

    private Cli cli;

    @BeforeEach
    void start() throws IOException {
        cli = new Cli(folder).loggedIn();
        cli.worker()
                .answer(PlaceOrder.class, OrderCommandsTest::placed)
                .answer(CancelOrder.class, request -> new OrderCancelled(request.orderId(), TransactionState.CANCELLED))
                .answer(GetUserPortfolio.class, request -> Samples.portfolio())
                .answer(GetUserTransactionHistory.class, request -> new TransactionHistory(List.of(Samples.settled())));
    }

    @AfterEach
    void stop() {
        cli.close();
    }

    private static OrderPlaced placed(PlaceOrder order) {
        return new OrderPlaced(order.orderId(), TransactionState.QUEUED);
    }

    private <R extends Request> R takeUpTo(Class<R> kind) throws InterruptedException {
        Request taken = cli.worker().nextRequest();
        while (!kind.isInstance(taken)) {
            taken = cli.worker().nextRequest();
        }
        return kind.cast(taken);
    }

    private static String idLine(TransactionId id) {
        return "The order's id is " + id + ".\n";
    }

    /** Pushes this event as soon as an order is placed. On the wire it stands before the answer, as an event may. */
    private void settleWith(Transaction transaction) {
        cli.worker().answer(PlaceOrder.class, order -> {
            cli.worker().push(new TransactionSettled(transaction));
            return placed(order);
        });
    }

    @Test
    void buysAndSaysThatItSettlesAtTheNextUpdate() throws InterruptedException {
        Run run = cli.run("buy", "AAPL", "10");

        PlaceOrder order = takeUpTo(PlaceOrder.class);
        assertThat(order)
                .isEqualTo(new PlaceOrder(SESSION, order.orderId(), Side.BUY, AAPL, Quantity.of("10"), DEADLINE));
        assertThat(order.orderId().value().version()).isEqualTo(7);
        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        "Accepted as " + order.orderId()
                                + "; it settles at the next update. Next: papertrader history\n",
                        idLine(order.orderId())));
    }

    @Test
    void printsTheIdBeforeItSends() {
        FakeTerminal terminal = new FakeTerminal();
        cli.worker().answer(PlaceOrder.class, order -> {
            assertThat(terminal.faults()).isEqualTo(idLine(order.orderId()));
            return placed(order);
        });

        assertThat(cli.run(terminal, "buy", "AAPL", "10").exitCode()).isZero();
    }

    @Test
    void placesTheSameOrderAgainByItsId() throws InterruptedException {
        Run run = cli.run("buy", "AAPL", "10", "--id", ORDER.toString(), "--within", "5");

        assertThat(takeUpTo(PlaceOrder.class))
                .isEqualTo(new PlaceOrder(
                        SESSION, ORDER, Side.BUY, AAPL, Quantity.of("10"), Instant.parse("2026-05-01T00:00:05Z")));
        assertThat(run.out()).startsWith("Accepted as " + ORDER);
        assertThat(cli.run("buy", "AAPL", "10", "--id", "7").exitCode()).isEqualTo(2);
    }

    @Test
    void printsAnAcceptedOrderAsJson() {
        Run run = cli.run("buy", "AAPL", "10", "--json", "--id", ORDER.toString());

        assertThat(new JsonObject(run.out())).isEqualTo(order("QUEUED"));
        assertThat(new JsonObject(run.err())).isEqualTo(order("SENDING"));
    }

    private static JsonObject order(String state) {
        return new JsonObject().put("transactionId", ORDER.toString()).put("state", state);
    }

    @Test
    void waitsForTheSettlementThatIsPushed() {
        settleWith(Samples.settled());

        Run run = cli.run("buy", "AAPL", "10", "--wait", "--id", Samples.TRANSACTION.toString());

        assertThat(run.out())
                .endsWith("SETTLED buy 10 AAPL at 159.54, fee 1.00, total 1,596.40 (value of 2018-02-07, replay)\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void printsAnAcceptedOrderBeforeItWaits() {
        settleWith(Samples.settled());

        Run run = cli.run("buy", "AAPL", "10", "--wait", "--json", "--id", Samples.TRANSACTION.toString());

        assertThat(run.out().lines().map(JsonObject::new))
                .satisfiesExactly(
                        accepted -> assertThat(accepted.getString("state")).isEqualTo("QUEUED"),
                        settled -> assertThat(settled.getString("state")).isEqualTo("SETTLED"));
    }

    @Test
    void saysThatAnAcceptedOrdersOutcomeIsNotKnownYet() {
        cli.worker()
                .answer(PlaceOrder.class, order -> {
                    cli.worker().push(new TransactionSettled(Samples.settled()));
                    return placed(order);
                })
                .answer(
                        GetUserTransactionHistoryPage.class,
                        request -> new DataFail(FailCode.UNAVAILABLE, "The master did not answer."));

        Run run = cli.run("buy", "AAPL", "10", "--wait", "--json", "--id", ORDER.toString());

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(new JsonObject(run.out())).isEqualTo(order("QUEUED"));
        assertThat(run.err())
                .contains("Order " + ORDER
                        + " was accepted; what became of it is not known yet: The master did not answer.");
    }

    @Test
    void endsWithARefusalWhenTheAwaitedTransactionIsRejectedOrCancelled() {
        settleWith(Samples.rejected("Not enough cash."));
        Run rejected = cli.run("buy", "AAPL", "10", "--wait", "--id", Samples.TRANSACTION.toString());
        settleWith(Samples.cancelled());
        Run cancelled = cli.run("buy", "AAPL", "10", "--wait", "--id", Samples.TRANSACTION.toString());

        assertThat(rejected.exitCode()).isEqualTo(1);
        assertThat(rejected.err()).endsWith("papertrader: REJECTED: Not enough cash.\n");
        assertThat(cancelled.exitCode()).isEqualTo(1);
        assertThat(cancelled.err()).endsWith("papertrader: CANCELLED: The order was cancelled.\n");
    }

    @Test
    void tellsThatFundsAreMissing() {
        cli.worker()
                .answer(
                        PlaceOrder.class,
                        request -> new PlaceFail(FailCode.INSUFFICIENT_FUNDS, "It costs more than you have."));

        assertThat(cli.run("buy", "AAPL", "10000", "--id", ORDER.toString()))
                .isEqualTo(new Run(
                        1, "", idLine(ORDER) + "papertrader: INSUFFICIENT_FUNDS: It costs more than you have.\n"));
    }

    @Test
    void namesARefusedOrderToPrograms() {
        cli.worker().answer(PlaceOrder.class, request -> new PlaceFail(FailCode.ID_USED, "It was used."));

        Run run = cli.run("buy", "AAPL", "1", "--json", "--id", ORDER.toString());

        assertThat(new JsonObject(run.out())).isEqualTo(order("NOT_PLACED"));
        assertThat(run.err()).contains("ID_USED");
    }

    @Test
    void asksAboutTheClockWhereAnOrderComesTooLate() {
        cli.worker().answer(PlaceOrder.class, request -> new PlaceFail(FailCode.DEADLINE_PASSED, "It is late."));

        Run run = cli.run("buy", "AAPL", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).endsWith("papertrader: DEADLINE_PASSED: It is late. Is this machine's clock right?\n");
    }

    @Test
    void tellsToLogInAgainWhenTheSessionIsOver() {
        cli.worker()
                .answer(LoginSession.class, request -> new LoginFail(FailCode.BAD_SESSION, "The session is over."))
                .answer(PlaceOrder.class, request -> new PlaceFail(FailCode.BAD_SESSION, "The session is over."));

        Run run = cli.run("buy", "AAPL", "1");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).endsWith("papertrader: BAD_SESSION: The session is over. Type: papertrader login\n");
    }

    @Test
    void asksAgainWhenTheConnectionBreaks() {
        cli.worker().answerInTurn(PlaceOrder.class, cli.worker().breaking(), order -> Optional.of(placed(order)));

        assertThat(cli.run("buy", "AAPL", "1").exitCode()).isZero();
    }

    @Test
    void saysHowToFindOutWhatBecameOfAnOrder() {
        cli.worker()
                .answer(PlaceOrder.class, request -> new PlaceFail(FailCode.UNAVAILABLE, "The master did not answer."));

        Run run = cli.run("buy", "AAPL", "1.5", "--json", "--within", "0.1", "--id", ORDER.toString());

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains("\"UNKNOWN\"", "The master did not answer.", "papertrader buy AAPL 1.5 --id " + ORDER);
        assertThat(new JsonObject(run.out())).isEqualTo(order("UNKNOWN"));
    }

    @Test
    void refusesAQuantityThatIsNone() {
        assertThat(cli.run("buy", "AAPL", "ten").exitCode()).isEqualTo(2);
        assertThat(cli.run("buy", "AAPL", "0").err()).contains("QUANTITY", "must be a quantity of more than 0");
        assertThat(cli.run("sell", "AAPL", "some").err()).contains("or: all");
    }

    @Test
    void sellsAllThatIsNotReserved() throws InterruptedException {
        cli.run("sell", "AAPL", "all");

        PlaceOrder order = takeUpTo(PlaceOrder.class);
        assertThat(order.side()).isEqualTo(Side.SELL);
        assertThat(order.quantity()).isEqualTo(Quantity.of("7.5"));
    }

    @Test
    void sellsAllOfAnAssetByAnySpellingOfItsSymbol() throws InterruptedException {
        cli.worker().answer(GetUserPortfolio.class, request -> Samples.portfolio(new AssetSymbol("BRK.B")));

        cli.run("sell", "brk-b", "all");

        assertThat(takeUpTo(PlaceOrder.class).quantity()).isEqualTo(Quantity.of("7.5"));
    }

    @Test
    void sellsAllOfBeforeWhenItIsSaidAgainWithTheSameId() throws InterruptedException {
        cli.worker()
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(List.of(Samples.queued(ORDER, "10"))));

        cli.run("sell", "AAPL", "all", "--id", ORDER.toString());

        assertThat(takeUpTo(PlaceOrder.class).quantity()).isEqualTo(Quantity.of("10"));
    }

    @Test
    void sellsNothingOfWhatIsNotHeld() {
        assertThat(cli.run("sell", "MSFT", "all"))
                .isEqualTo(
                        new Run(1, "", "papertrader: INSUFFICIENT_HOLDINGS: You hold no MSFT that could be sold.\n"));
    }

    @Test
    void cancelsAnOrder() throws InterruptedException {
        Run run = cli.run("cancel", ORDER.toString());

        assertThat(takeUpTo(CancelOrder.class)).isEqualTo(new CancelOrder(SESSION, ORDER));
        assertThat(run).isEqualTo(new Run(0, "Cancelled " + ORDER + ".\n", ""));
        assertThat(new JsonObject(cli.run("cancel", ORDER.toString(), "--json").out()))
                .isEqualTo(order("CANCELLED"));
    }

    @Test
    void tellsWhyAnOrderCannotBeCancelled() {
        cli.worker().answer(CancelOrder.class, request -> new CancelFail(FailCode.ORDER_ENDED, "It has settled."));

        assertThat(cli.run("cancel", ORDER.toString()))
                .isEqualTo(new Run(1, "", "papertrader: ORDER_ENDED: It has settled.\n"));
    }

    @Test
    void cancelsOneOrAllAndNothingElse() {
        assertThat(cli.run("cancel").exitCode()).isEqualTo(2);
        assertThat(cli.run("cancel", ORDER.toString(), "--all").exitCode()).isEqualTo(2);
        assertThat(cli.run("cancel", "x").exitCode()).isEqualTo(2);
    }

    private static TransactionId id(int number) {
        return new TransactionId(new UUID(7, number));
    }

    /** Two open orders on each of two pages, with a settled one between them. */
    private void serveFourOpenOrders() {
        cli.worker().answer(GetUserTransactionHistoryPage.class, request -> {
            int read = request.after().position().map(Integer::valueOf).orElse(0);
            return new HistoryPage(
                    new TransactionHistory(List.of(
                            Samples.queued(id(read), "1"), Samples.settled(), Samples.queued(id(read + 1), "1"))),
                    Optional.of(new Cursor("2")).filter(more -> read == 0));
        });
    }

    @Test
    void saysThatThereIsNothingToCancel() {
        cli.worker()
                .answer(
                        GetUserTransactionHistoryPage.class,
                        request ->
                                new HistoryPage(new TransactionHistory(List.of(Samples.settled())), Optional.empty()));

        assertThat(cli.run("cancel", "--all")).isEqualTo(new Run(0, "There are no open orders.\n", ""));
    }

    @Test
    void cancelsAllOpenOrdersOfTheWholeHistory() {
        serveFourOpenOrders();

        assertThat(cli.run("cancel", "--all")).isEqualTo(new Run(0, "Cancelled 4 of 4 open orders.\n", ""));
        assertThat(cli.worker().otherRequests())
                .contains(
                        new CancelOrder(SESSION, id(0)),
                        new CancelOrder(SESSION, id(1)),
                        new CancelOrder(SESSION, id(2)),
                        new CancelOrder(SESSION, id(3)));
    }

    @Test
    void cancelsTheOthersWhereOneIsRefused() {
        serveFourOpenOrders();
        cli.worker()
                .answer(
                        CancelOrder.class,
                        request -> request.orderId().equals(id(1))
                                ? new CancelFail(FailCode.ORDER_ENDED, "It has settled.")
                                : new OrderCancelled(request.orderId(), TransactionState.CANCELLED));

        assertThat(cli.run("cancel", "--all"))
                .isEqualTo(new Run(
                        1,
                        "Cancelled 3 of 4 open orders.\n",
                        "papertrader: ORDER_ENDED: " + id(1) + ": It has settled.\n"));
        JsonObject json = new JsonObject(cli.run("cancel", "--all", "--json").out());
        assertThat(json.getJsonArray("cancelled")).hasSize(3);
        assertThat(json.getJsonArray("failed"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("transactionId", id(1).toString())
                                .put("code", "ORDER_ENDED")
                                .put("reason", "It has settled.")));
    }

    @Test
    void showsTheIdOfAnOpenOrderInTheHistory() {
        cli.worker()
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(List.of(Samples.queued(ORDER, "1"), Samples.settled())));

        assertThat(cli.run("history").out().lines())
                .satisfiesExactly(
                        head -> assertThat(head).endsWith("to cancel"),
                        open -> assertThat(open).endsWith(ORDER.toString()),
                        settled -> assertThat(settled).doesNotContain(Samples.TRANSACTION.toString()));
    }

    @Test
    void showsACancelledOrderInTheHistory() {
        cli.worker()
                .answer(
                        GetUserTransactionHistory.class,
                        request -> new TransactionHistory(List.of(Samples.cancelled())));

        assertThat(cli.run("history").out()).contains("CANCELLED");
    }
}
