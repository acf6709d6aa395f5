package io.papertrader.client.connection;

import static io.papertrader.client.Samples.AAPL;
import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.StateSwitchFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.message.WorkersReply;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PaperTraderClientTest {
    private static final Quantity TEN = Quantity.of("10");

    private final Vertx vertx = Vertx.vertx();
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()));
        client = PaperTraderClient.create(vertx, options());
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private ClientOptions options() {
        return ClientOptions.of(List.of(worker.address()), new Random(1))
                .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1)));
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static PaperTraderException failure(Future<?> future) {
        Throwable thrown = catchThrowable(() -> answer(future));
        assertThat(thrown).isInstanceOf(CompletionException.class).cause().isInstanceOf(PaperTraderException.class);
        return (PaperTraderException) thrown.getCause();
    }

    @Test
    void answersPipelinedRequestsInTheOrderOfTheCalls() {
        worker.answer(
                GetAssetValueCurrent.class,
                request -> Samples.assetValue(
                        request.asset(), request.asset().value().substring(1)));
        client.resume(SESSION);
        List<String> order = Collections.synchronizedList(new ArrayList<>());

        List<Future<String>> answers = IntStream.range(0, 500)
                .mapToObj(i -> client.marketData()
                        .assetValue(new AssetSymbol("A" + i))
                        .map(value -> value.value().toString())
                        .onSuccess(order::add))
                .toList();

        List<String> expected =
                IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        assertThat(answers.stream().map(PaperTraderClientTest::answer)).isEqualTo(expected);
        assertThat(order).isEqualTo(expected);
    }

    @Test
    void switchesStateOnlyWhenARequestNeedsTheOther() throws InterruptedException {
        worker.answer(GetAssetInfo.class, request -> Samples.apple())
                .answer(
                        PurchaseAsset.class,
                        request -> new PurchaseSuccess(Samples.TRANSACTION, TransactionState.QUEUED));
        client.resume(SESSION);

        client.marketData().assetInfo(AAPL);
        client.marketData().assetInfo(AAPL);
        answer(client.purchase(AAPL, TEN));

        assertThat(List.of(next(), next(), next(), next(), next(), next()))
                .containsExactly(
                        new LoginSession(SESSION),
                        new SwitchState(SESSION, ConnectionState.DATA_TRANSFER),
                        new GetAssetInfo(AAPL),
                        new GetAssetInfo(AAPL),
                        new SwitchState(SESSION, ConnectionState.COMMAND),
                        new PurchaseAsset(SESSION, AAPL, TEN));
    }

    private Request next() throws InterruptedException {
        return worker.nextRequest();
    }

    @Test
    void joinsDataThatCameInManyPackets() {
        AssetList assets = new AssetList(IntStream.range(0, 2_000)
                .mapToObj(i -> Samples.assetInfo("A" + i, "Asset " + i, "1", "2"))
                .toList());
        worker.answer(GetAssetList.class, request -> assets);
        client.resume(SESSION);

        assertThat(answer(client.marketData().assets())).isEqualTo(assets);
    }

    @Test
    void failsWithTheServersCodeAndReason() {
        worker.answer(Login.class, request -> new LoginFail(FailCode.BAD_CREDENTIALS, "Name or password is wrong."));

        PaperTraderException refusal = failure(client.login(ALICE, new HashedPass("h".repeat(43)), false));

        assertThat(refusal).isInstanceOf(RefusedException.class).hasMessage("Name or password is wrong.");
        assertThat(refusal.code()).isEqualTo(FailCode.BAD_CREDENTIALS);
    }

    @Test
    void speaksForTheSessionThatALoginBegan() throws InterruptedException {
        worker.answer(Login.class, request -> Samples.sessionStarted(SESSION))
                .answer(GetAssetInfo.class, request -> Samples.apple());
        answer(client.login(ALICE, new HashedPass("h".repeat(43)), false));
        worker.nextRequest();

        answer(client.marketData().assetInfo(AAPL));

        assertThat(worker.nextRequest()).isEqualTo(new SwitchState(SESSION, ConnectionState.DATA_TRANSFER));
    }

    @Test
    void refusesWithoutSessionBeforeAnythingIsSent() {
        assertThat(failure(client.purchase(AAPL, TEN)).code()).isEqualTo(FailCode.BAD_SESSION);
        assertThat(failure(client.marketData().assetInfo(AAPL)).code()).isEqualTo(FailCode.BAD_SESSION);
        assertThat(worker.otherRequests()).isEmpty();
    }

    @Test
    void refusesAQuantityOfNothingBeforeAnythingIsSent() {
        client.resume(SESSION);

        assertThat(failure(client.purchase(AAPL, Quantity.ZERO)).code()).isEqualTo(FailCode.BAD_ARGUMENT);
    }

    @Test
    void tellsWhyTheStateCouldNotBeChanged() {
        worker.answer(SwitchState.class, request -> new StateSwitchFail(FailCode.BAD_SESSION, "The session is over."));
        client.resume(SESSION);

        PaperTraderException refusal = failure(client.marketData().assetInfo(AAPL));

        assertThat(refusal.code()).isEqualTo(FailCode.BAD_SESSION);
        assertThat(refusal).hasMessage("The session is over.");
    }

    @Test
    void logsInOnANewConnectionWhenTheOldOneIsStuckInTheDataState() {
        worker.answer(GetAssetInfo.class, request -> Samples.apple())
                .answer(Login.class, request -> Samples.sessionStarted(Samples.OTHER_SESSION));
        client.resume(SESSION);
        answer(client.marketData().assetInfo(AAPL));
        worker.answer(SwitchState.class, request -> new StateSwitchFail(FailCode.BAD_SESSION, "The session is over."));

        var started = answer(client.login(ALICE, new HashedPass("h".repeat(43)), false));

        assertThat(started.id()).isEqualTo(Samples.OTHER_SESSION);
    }

    @Test
    void sendsReadsAgainOnANewConnectionBehindTheSession() throws InterruptedException {
        client.resume(SESSION);
        Future<?> info = client.marketData().assetInfo(AAPL);
        takeUpTo(GetAssetInfo.class);

        worker.answer(GetAssetInfo.class, request -> Samples.apple());
        worker.breakConnections();

        assertThat(answer(info)).isEqualTo(Samples.apple());
        assertThat(worker.nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(worker.nextRequest()).isEqualTo(new SwitchState(SESSION, ConnectionState.DATA_TRANSFER));
        assertThat(worker.nextRequest()).isEqualTo(new GetAssetInfo(AAPL));
    }

    private void takeUpTo(Class<?> kind) throws InterruptedException {
        Request taken = worker.nextRequest();
        while (!kind.isInstance(taken)) {
            taken = worker.nextRequest();
        }
    }

    @Test
    void neverSendsAPurchaseTwice() throws InterruptedException {
        worker.breakOn(PurchaseAsset.class, 1)
                .answer(GetWorkers.class, request -> new WorkersReply.WorkerList(List.of()));
        client.resume(SESSION);

        PaperTraderException failure = failure(client.purchase(AAPL, TEN));
        answer(client.workers());

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class).hasMessageContaining("look into the history");
        assertThat(failure.code()).isEqualTo(FailCode.UNAVAILABLE);
        takeUpTo(PurchaseAsset.class);
        assertThat(worker.otherRequests()).noneMatch(PurchaseAsset.class::isInstance);
    }

    @Test
    void takesUpTheSessionAgainWithoutBeingAsked() throws InterruptedException {
        answer(client.resume(SESSION));
        worker.nextRequest();

        worker.breakConnections();

        assertThat(worker.nextRequest()).isEqualTo(new LoginSession(SESSION));
    }

    @Test
    void givesUpARequestThatBreaksEveryConnection() throws InterruptedException {
        worker.breakOn(GetWorkers.class, 100);

        assertThat(failure(client.workers())).isInstanceOf(UnreachableException.class);

        assertThat(List.of(next(), next(), next())).containsOnly(new GetWorkers());
        assertThat(worker.otherRequests()).isEmpty();
    }

    @Test
    void endsTheConnectionOverGarbage() {
        worker.answerBytes(GetWorkers.class, Buffer.buffer("HTTP/1.1 400 Bad Request\r\n\r\n"));

        PaperTraderException failure = failure(client.workers());

        assertThat(failure)
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("no valid message")
                .hasMessageContaining("is that a worker's port for clients");
        assertThat(failure.code()).isEqualTo(FailCode.MALFORMED);
    }

    @Test
    void takesAReplyToAnotherRequestForGarbage() {
        Buffer loginFail = MessageCodec.encode(new LoginFail(FailCode.BAD_CREDENTIALS, "No."))
                .encode();
        worker.answerBytes(GetWorkers.class, loginFail);

        assertThat(failure(client.workers()).code()).isEqualTo(FailCode.MALFORMED);
    }

    @Test
    void leavesNoFutureHangingWhateverBytesCome() {
        Random random = new Random(20_260_101);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[16 + random.nextInt(64)];
            random.nextBytes(bytes);
            bytes[0] = 3;
            bytes[3] = 0;
            worker.answerBytes(GetWorkers.class, Buffer.buffer(bytes));
            PaperTraderClient fast =
                    PaperTraderClient.create(vertx, options().withRequestTimeout(Duration.ofMillis(500)));

            assertThat(failure(fast.workers())).isInstanceOf(UnreachableException.class);
            answer(fast.close());
        }
    }

    @Test
    void failsRequestsThatTakeTooLong() {
        client = PaperTraderClient.create(vertx, options().withRequestTimeout(Duration.ofMillis(50)));

        assertThat(failure(client.workers())).hasMessage("no answer within 50 ms");
    }

    @Test
    void saysThatAPurchaseThatTookTooLongMayHaveHappened() {
        // Long enough for a connection on a busy machine: only what was sent may have happened.
        client = PaperTraderClient.create(vertx, options().withRequestTimeout(Duration.ofSeconds(2)));
        client.resume(SESSION);

        assertThat(failure(client.purchase(AAPL, TEN))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void refusesMoreRequestsThanMayWait() {
        client = PaperTraderClient.create(vertx, options().withMaxOutstanding(2));
        client.workers();
        client.workers();

        assertThat(failure(client.workers())).hasMessageContaining("2 requests wait for an answer");
    }

    @Test
    void triesTheNextWorkerWhenOneIsNotThere() {
        worker.answer(GetWorkers.class, request -> new WorkersReply.WorkerList(List.of(worker.address())));
        WorkerStandIn gone = WorkerStandIn.start(vertx);
        WorkerAddress closed = gone.address();
        gone.close();
        client = PaperTraderClient.create(vertx, ClientOptions.of(List.of(closed, worker.address()), new Random(1)));

        assertThat(answer(client.workers()).workers()).containsExactly(worker.address());
    }

    @Test
    void goesToAWorkerThatWasNamedAtLogin() {
        WorkerStandIn other = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
                .answer(GetWorkers.class, request -> new WorkersReply.WorkerList(List.of()));
        worker.answer(
                LoginSession.class, login -> new SessionStarted(SESSION, Samples.EXPIRY, List.of(other.address())));
        answer(client.resume(SESSION));

        worker.close();
        worker.breakConnections();

        assertThat(answer(client.workers()).workers()).isEmpty();
        other.close();
    }

    @Test
    void saysWhichWorkersWereTried() {
        worker.close();
        client = PaperTraderClient.create(vertx, options().failingFast());

        PaperTraderException failure = failure(client.workers());

        assertThat(failure).isInstanceOf(UnreachableException.class);
        assertThat(failure)
                .hasMessage("no worker could be reached; tried " + worker.address() + " (Connection refused)");
    }

    @Test
    void tellsOfSettledTransactionsBetweenReplies() throws InterruptedException {
        BlockingQueue<Transaction> heard = new LinkedBlockingQueue<>();
        client.events().onTransactionSettled(transaction -> {
            heard.add(transaction);
            throw new IllegalStateException("a listener's defect must not stop the client");
        });
        worker.answer(GetAssetInfo.class, request -> new DataFail(FailCode.UNKNOWN_ASSET, "No such asset."));
        answer(client.resume(SESSION));

        worker.push(new TransactionSettled(Samples.settled()));

        assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(Samples.settled());
        assertThat(failure(client.marketData().assetInfo(AAPL)).code()).isEqualTo(FailCode.UNKNOWN_ASSET);
    }

    @Test
    void leavesAWorkerThatIsAboutToStopAndGoesOnElsewhere() throws InterruptedException {
        worker.answer(
                PurchaseAsset.class, request -> new PurchaseSuccess(Samples.TRANSACTION, TransactionState.QUEUED));
        answer(client.resume(SESSION));
        answer(client.purchase(AAPL, TEN));
        takeUpTo(PurchaseAsset.class);

        worker.push(new WorkerStopping());

        assertThat(worker.nextRequest()).as("on a new connection").isEqualTo(new LoginSession(SESSION));
        assertThat(answer(client.purchase(AAPL, TEN)).transactionId()).isEqualTo(Samples.TRANSACTION);
    }

    @Test
    void holdsAPurchaseBackUntilTheWorkerHasSaidAnything() throws InterruptedException {
        worker.silentOn(LoginSession.class)
                .answer(
                        PurchaseAsset.class,
                        request -> new PurchaseSuccess(Samples.TRANSACTION, TransactionState.QUEUED));
        client.resume(SESSION);
        client.purchase(AAPL, TEN);
        assertThat(worker.nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(worker.otherRequests()).isEmpty();

        worker.push(new TransactionSettled(Samples.settled()));

        assertThat(worker.nextRequest()).isInstanceOf(PurchaseAsset.class);
    }

    @Test
    void asksTheWorkerSomethingBeforeARegistrationWhenNothingElseIsAsked() throws InterruptedException {
        worker.answer(GetWorkers.class, request -> new WorkersReply.WorkerList(List.of()))
                .answer(Register.class, request -> new RegisterSuccess(request.username()));

        answer(client.register(ALICE, new Email("alice@example.org"), new HashedPass("h".repeat(43))));

        assertThat(worker.nextRequest()).isInstanceOf(GetWorkers.class);
        assertThat(worker.nextRequest()).isInstanceOf(Register.class);
    }

    @Test
    void failsAllThatWaitsWhenItIsClosed() {
        Future<?> waiting = client.workers();

        answer(client.close());

        assertThat(failure(waiting)).hasMessageContaining("closed");
        assertThat(failure(client.workers())).hasMessage("the client is closed");
    }
}
