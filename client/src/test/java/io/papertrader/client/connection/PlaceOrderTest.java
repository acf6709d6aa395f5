package io.papertrader.client.connection;

import static io.papertrader.client.Samples.AAPL;
import static io.papertrader.client.Samples.ORDER;
import static io.papertrader.client.Samples.SESSION;
import static io.papertrader.client.WorkerStandIn.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.Failure.CancelFail;
import io.papertrader.codec.message.Failure.PlaceFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeReply.OrderCancelled;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TradeRequest.CancelOrder;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An order is placed once, and nobody is told that nothing was done about one that may yet be. */
class PlaceOrderTest {
    /** Long enough for a connection and some answers on a busy machine, for an end that is about what was sent. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final Quantity TEN = Quantity.of("10");
    private static final OrderTicket TICKET = new OrderTicket(ORDER, Side.BUY, AAPL, TEN, NOW.plusSeconds(30));
    private static final PlaceOrder REQUEST = new PlaceOrder(SESSION, ORDER, Side.BUY, AAPL, TEN, NOW.plusSeconds(30));
    private static final OrderPlaced PLACED = new OrderPlaced(ORDER, TransactionState.QUEUED);
    private static final OrderCancelled CANCELLED = new OrderCancelled(ORDER, TransactionState.CANCELLED);

    private final Vertx vertx = Vertx.vertx();
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()));
        client = PaperTraderClient.create(vertx, options());
        answer(client.resume(SESSION));
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private ClientOptions options() {
        return ClientOptions.of(List.of(worker.address()), new Random(1))
                .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1)))
                .withSources(InstantSource.fixed(NOW), new Random(1));
    }

    private void useOptions(ClientOptions options) {
        answer(client.close());
        client = PaperTraderClient.create(vertx, options);
        answer(client.resume(SESSION));
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static <E extends PaperTraderException> E failure(Class<E> kind, Future<?> future) {
        Throwable thrown = catchThrowable(() -> answer(future));
        assertThat(thrown).isInstanceOf(CompletionException.class).cause().isInstanceOf(kind);
        return kind.cast(thrown.getCause());
    }

    private static PlaceFail no(FailCode code) {
        return new PlaceFail(code, "No: " + code);
    }

    private <R> List<R> asked(Class<R> kind) {
        return worker.otherRequests().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    @Test
    void placesWhatTheTicketSays() {
        worker.answer(PlaceOrder.class, request -> PLACED);

        assertThat(answer(client.placeOrder(TICKET))).isEqualTo(PLACED);
        assertThat(asked(PlaceOrder.class)).containsExactly(REQUEST);
    }

    @Test
    void writesTicketsWithIncreasingIdsAndTheRequestsTimeOutAsDeadline() {
        OrderTicket first = client.newOrder(Side.BUY, AAPL, TEN);
        OrderTicket second = client.newOrder(Side.SELL, AAPL, TEN);

        assertThat(first.deadline()).isEqualTo(NOW.plus(options().requestTimeout()));
        assertThat(second.side()).isEqualTo(Side.SELL);
        assertThat(second.id().toString()).isGreaterThan(first.id().toString());
    }

    @Test
    void asksTheSameAgainOverTheNextConnection() {
        worker.answerInTurn(PlaceOrder.class, worker.breaking(), saying(PLACED));

        assertThat(answer(client.placeOrder(TICKET))).isEqualTo(PLACED);
        assertThat(asked(PlaceOrder.class)).containsExactly(REQUEST, REQUEST);
    }

    @Test
    void asksAgainAlsoWhenManyConnectionsBreak() {
        worker.answerInTurn(
                PlaceOrder.class,
                worker.breaking(),
                worker.breaking(),
                worker.breaking(),
                worker.breaking(),
                saying(PLACED));

        assertThat(answer(client.placeOrder(TICKET))).isEqualTo(PLACED);
    }

    @Test
    void asksAgainWhenTheMasterDidNotAnswer() {
        worker.answerInTurn(PlaceOrder.class, saying(no(FailCode.UNAVAILABLE)), saying(PLACED));

        assertThat(answer(client.placeOrder(TICKET))).isEqualTo(PLACED);
    }

    @Test
    void placesManyInTheOrderOfTheCallsWhateverBreaks() {
        List<OrderTicket> tickets = IntStream.range(0, 50)
                .mapToObj(i -> client.newOrder(Side.BUY, AAPL, TEN))
                .toList();
        worker.answerInTurn(
                PlaceOrder.class,
                request -> Optional.empty(),
                worker.breaking(),
                request -> Optional.of(new OrderPlaced(request.orderId(), TransactionState.QUEUED)));

        List<Future<OrderPlaced>> placed =
                tickets.stream().map(client::placeOrder).toList();

        assertThat(placed.stream().map(future -> answer(future).transactionId()))
                .containsExactlyElementsOf(tickets.stream().map(OrderTicket::id).toList());
        assertThat(asked(PlaceOrder.class).stream()
                        .map(PlaceOrder::orderId)
                        .toList()
                        .reversed()
                        .subList(0, 50)
                        .reversed())
                .containsExactlyElementsOf(tickets.stream().map(OrderTicket::id).toList());
    }

    @Test
    void believesTheRefusalOfTheOnlyAttempt() {
        worker.answer(PlaceOrder.class, request -> no(FailCode.INSUFFICIENT_FUNDS));

        RefusedException refusal = failure(RefusedException.class, client.placeOrder(TICKET));

        assertThat(refusal.code()).isEqualTo(FailCode.INSUFFICIENT_FUNDS);
        assertThat(asked(PlaceOrder.class)).hasSize(1);
    }

    @Test
    void believesNoRefusalWhileAnEarlierAttemptMayBeOnItsWay() {
        worker.answerInTurn(
                PlaceOrder.class,
                worker.breaking(),
                saying(no(FailCode.INSUFFICIENT_FUNDS)),
                saying(no(FailCode.RATE_LIMITED)),
                saying(PLACED));

        assertThat(answer(client.placeOrder(TICKET))).isEqualTo(PLACED);
    }

    @Test
    void tellsThatRefusalOnceTheDeadlineIsOver() {
        worker.answerInTurn(
                PlaceOrder.class,
                worker.breaking(),
                saying(no(FailCode.INSUFFICIENT_FUNDS)),
                saying(no(FailCode.RATE_LIMITED)),
                saying(no(FailCode.DEADLINE_PASSED)));

        assertThat(failure(RefusedException.class, client.placeOrder(TICKET)).code())
                .isEqualTo(FailCode.INSUFFICIENT_FUNDS);
    }

    @Test
    void tellsThatItWasTooLateWhereNothingElseWasSaid() {
        worker.answerInTurn(PlaceOrder.class, worker.breaking(), saying(no(FailCode.DEADLINE_PASSED)));

        assertThat(failure(RefusedException.class, client.placeOrder(TICKET)).code())
                .isEqualTo(FailCode.DEADLINE_PASSED);
    }

    @Test
    void tellsAtOnceThatAnotherOrderHasTheId() {
        worker.answerInTurn(PlaceOrder.class, worker.breaking(), saying(no(FailCode.ID_USED)));

        assertThat(failure(RefusedException.class, client.placeOrder(TICKET)).code())
                .isEqualTo(FailCode.ID_USED);
    }

    @Test
    void saysUnknownWithTheIdWhenNoAnswerComes() {
        useOptions(options().withRequestTimeout(PATIENCE));
        worker.answerInTurn(PlaceOrder.class, worker.breaking(), request -> Optional.empty());

        OutcomeUnknownException unknown = failure(OutcomeUnknownException.class, client.placeOrder(TICKET));

        assertThat(unknown.orderId()).contains(ORDER);
        assertThat(unknown).hasMessageContaining(ORDER.toString()).hasMessageContaining("no answer within 2000 ms");
        assertThat(asked(PlaceOrder.class)).hasSizeGreaterThan(1);
    }

    @Test
    void saysUnknownWhereTheMasterNeverAnswers() {
        useOptions(options().withRequestTimeout(PATIENCE));
        worker.answer(PlaceOrder.class, request -> no(FailCode.UNAVAILABLE));

        assertThat(failure(OutcomeUnknownException.class, client.placeOrder(TICKET))
                        .trouble())
                .isEqualTo("No: UNAVAILABLE");
    }

    @Test
    void saysUnknownWhereTheSessionIsOverMeanwhile() {
        worker.answerInTurn(PlaceOrder.class, worker.breaking(), saying(no(FailCode.BAD_SESSION)));

        assertThat(failure(OutcomeUnknownException.class, client.placeOrder(TICKET))
                        .orderId())
                .contains(ORDER);
    }

    @Test
    void saysUnknownWhenItIsClosedOverAnOrder() throws InterruptedException {
        worker.silentOn(PlaceOrder.class);
        Future<OrderPlaced> placed = client.placeOrder(TICKET);
        worker.nextRequest();
        worker.nextRequest();

        answer(client.close());

        assertThat(failure(OutcomeUnknownException.class, placed).orderId()).contains(ORDER);
    }

    @Test
    void saysThatNothingCouldBeSentWhereNothingWas() {
        answer(client.close());
        worker.close();
        client = PaperTraderClient.create(vertx, options().failingFast());
        client.resume(SESSION);

        assertThat(failure(UnreachableException.class, client.placeOrder(TICKET)))
                .hasMessageContaining("no worker could be reached");
    }

    @Test
    void refusesWithoutASessionAndWithoutAQuantity() {
        PaperTraderClient stranger = PaperTraderClient.create(vertx, options());

        assertThat(failure(RefusedException.class, stranger.placeOrder(TICKET)).code())
                .isEqualTo(FailCode.BAD_SESSION);
        assertThat(failure(RefusedException.class, stranger.cancelOrder(ORDER)).code())
                .isEqualTo(FailCode.BAD_SESSION);
        assertThat(failure(RefusedException.class, client.placeOrder(client.newOrder(Side.BUY, AAPL, Quantity.ZERO)))
                        .code())
                .isEqualTo(FailCode.BAD_ARGUMENT);
        answer(stranger.close());
    }

    @Test
    void cancelsOnceHoweverOftenItHasToAsk() {
        worker.answerInTurn(
                CancelOrder.class,
                worker.breaking(),
                saying(new CancelFail(FailCode.UNAVAILABLE, "Later.")),
                saying(CANCELLED));

        assertThat(answer(client.cancelOrder(ORDER))).isEqualTo(CANCELLED);
        assertThat(asked(CancelOrder.class)).hasSize(3).containsOnly(new CancelOrder(SESSION, ORDER));
    }

    @Test
    void tellsWhyAnOrderCannotBeCancelled() {
        worker.answerInTurn(
                CancelOrder.class, worker.breaking(), saying(new CancelFail(FailCode.ORDER_ENDED, "It has settled.")));

        assertThat(failure(RefusedException.class, client.cancelOrder(ORDER)).code())
                .isEqualTo(FailCode.ORDER_ENDED);
    }

    @Test
    void saysUnknownWhereNothingTellsWhetherAnOrderIsCancelled() {
        useOptions(options().withRequestTimeout(PATIENCE));
        worker.silentOn(CancelOrder.class);

        assertThat(failure(OutcomeUnknownException.class, client.cancelOrder(ORDER))
                        .orderId())
                .contains(ORDER);
    }

    @Test
    void saysThatAPurchaseMayHaveHappenedWhereTheMasterDidNotAnswer() {
        worker.answer(
                PurchaseAsset.class, request -> new PurchaseFail(FailCode.UNAVAILABLE, "The master did not answer."));

        assertThat(failure(OutcomeUnknownException.class, client.purchase(AAPL, TEN)))
                .hasMessageContaining("The master did not answer.");
        assertThat(asked(PurchaseAsset.class)).hasSize(1);
    }
}
