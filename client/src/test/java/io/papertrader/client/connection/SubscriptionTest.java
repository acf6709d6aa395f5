package io.papertrader.client.connection;

import static io.papertrader.client.Samples.AAPL;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.client.connection.ConnectionNotice.SubscriptionRefused;
import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Values that are told as they change. */
class SubscriptionTest {
    private static final AssetSymbol MSFT = new AssetSymbol("MSFT");

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<List<AssetValue>> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<SubscriptionRefused> refused = new LinkedBlockingQueue<>();
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
                .answer(SubscribeValues.class, SubscriptionTest::granted)
                .answer(UnsubscribeValues.class, request -> new Subscribed(false, 0));
        client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker.address()), new Random(1))
                        .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1))));
        client.events().onValuesChanged(heard::add);
        client.onConnectionNotice(notice -> {
            if (notice instanceof SubscriptionRefused refusal) {
                refused.add(refusal);
            }
        });
        answer(client.resume(SESSION));
    }

    private static Subscribed granted(SubscribeValues request) {
        return new Subscribed(request.symbols().isEmpty(), request.symbols().size());
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static FailCode failure(Future<?> future) {
        Throwable thrown = catchThrowable(() -> answer(future));
        assertThat(thrown).isInstanceOf(CompletionException.class).cause().isInstanceOf(RefusedException.class);
        return ((PaperTraderException) thrown.getCause()).code();
    }

    private <T extends Request> T request(Class<T> kind) throws InterruptedException {
        Request request = worker.nextRequest();
        while (!kind.isInstance(request)) {
            request = worker.nextRequest();
        }
        return kind.cast(request);
    }

    private static List<AssetSymbol> symbols(int count) {
        return IntStream.range(0, count).mapToObj(i -> new AssetSymbol("A" + i)).toList();
    }

    @Test
    void tellsTheValuesThatChange() throws InterruptedException {
        List<AssetValue> values = List.of(Samples.assetValue(AAPL, "160"));
        answer(client.events().subscribeValues(List.of(AAPL)));

        worker.push(new ValuesChanged(values));

        assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(values);
        assertThat(request(SubscribeValues.class)).isEqualTo(new SubscribeValues(List.of(AAPL)));
    }

    @Test
    void asksForManySymbolsInSeveralRequests() throws InterruptedException {
        List<AssetSymbol> many = symbols(2 * SubscribeValues.MOST + 1);

        answer(client.events().subscribeValues(many));

        List<AssetSymbol> asked = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            asked.addAll(request(SubscribeValues.class).symbols());
        }
        assertThat(asked).isEqualTo(many);
    }

    @Test
    void asksForNothingTwiceAndForNothingWhereNothingIsWanted() throws InterruptedException {
        answer(client.events().subscribeValues(List.of(AAPL)));
        request(SubscribeValues.class);

        answer(client.events().subscribeValues(List.of(AAPL)));
        answer(client.events().subscribeValues(List.of()));
        answer(client.events().subscribeValues(List.of(MSFT, MSFT)));

        assertThat(worker.otherRequests()).containsExactly(new SubscribeValues(List.of(MSFT)));
    }

    @Test
    void subscribesAgainOnANewConnection() throws InterruptedException {
        List<AssetSymbol> many = symbols(SubscribeValues.MOST + 1);
        answer(client.events().subscribeValues(many));
        request(SubscribeValues.class);
        request(SubscribeValues.class);

        worker.breakConnections();

        assertThat(worker.nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(worker.nextRequest()).isEqualTo(new SwitchState(SESSION, ConnectionState.DATA_TRANSFER));
        assertThat(worker.nextRequest()).isEqualTo(new SubscribeValues(many.subList(0, SubscribeValues.MOST)));
        assertThat(worker.nextRequest())
                .isEqualTo(new SubscribeValues(many.subList(SubscribeValues.MOST, many.size())));
    }

    @Test
    void subscribesToAllAgain() throws InterruptedException {
        answer(client.events().subscribeValues(List.of(AAPL)));
        answer(client.events().subscribeAllValues());
        request(SubscribeValues.class);
        assertThat(request(SubscribeValues.class).symbols()).isEmpty();

        worker.breakConnections();

        assertThat(request(SubscribeValues.class).symbols()).isEmpty();
    }

    @Test
    void subscribesAgainInTheEndWhereTheWorkerKnowsNoValuesYet() throws InterruptedException {
        answer(client.events().subscribeValues(List.of(AAPL)));
        AtomicInteger refusals = new AtomicInteger(5);
        worker.answer(
                SubscribeValues.class,
                request -> refusals.getAndDecrement() > 0
                        ? new DataFail(FailCode.UNKNOWN_ASSET, "There is no value of AAPL.")
                        : granted(request));

        worker.breakConnections();

        for (int i = 0; i < 7; i++) {
            request(SubscribeValues.class);
        }
        assertThat(refused.poll(60, TimeUnit.SECONDS).refusal()).hasMessage("There is no value of AAPL.");
        assertThat(refused).isEmpty();
    }

    @Test
    void tellsOnceWhereTheNextWorkerKnowsNoSubscriptions() throws InterruptedException {
        answer(client.events().subscribeAllValues());
        worker.answer(SubscribeValues.class, request -> new DataFail(FailCode.UNKNOWN_INSTRUCTION, "What?"));

        worker.breakConnections();

        assertThat(refused.poll(60, TimeUnit.SECONDS).refusal().code()).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
    }

    @Test
    void keepsNoSubscriptionThatWasRefused() throws InterruptedException {
        worker.answer(SubscribeValues.class, request -> new DataFail(FailCode.UNKNOWN_ASSET, "No."));
        assertThat(failure(client.events().subscribeValues(List.of(AAPL)))).isEqualTo(FailCode.UNKNOWN_ASSET);
        worker.answer(SubscribeValues.class, SubscriptionTest::granted);
        answer(client.events().subscribeValues(List.of(MSFT)));
        request(SubscribeValues.class);
        request(SubscribeValues.class);

        worker.breakConnections();

        assertThat(request(SubscribeValues.class).symbols()).containsExactly(MSFT);
    }

    @Test
    void subscribesToNothingAgainBehindTheEndOfASubscription() throws InterruptedException {
        answer(client.events().subscribeValues(List.of(AAPL)));
        answer(client.events().unsubscribeValues());
        answer(client.events().subscribeValues(List.of(MSFT)));
        request(UnsubscribeValues.class);
        request(SubscribeValues.class);

        worker.breakConnections();

        assertThat(request(SubscribeValues.class).symbols()).containsExactly(MSFT);
    }

    @Test
    void leavesTheConnectionInTheStateThatCommandsNeed() throws InterruptedException {
        worker.answer(
                PurchaseAsset.class, request -> new PurchaseSuccess(Samples.TRANSACTION, TransactionState.QUEUED));
        answer(client.events().subscribeValues(List.of(AAPL)));
        answer(client.purchase(AAPL, Quantity.of("1")));
        request(PurchaseAsset.class);

        answer(client.purchase(AAPL, Quantity.of("1")));
        worker.push(new ValuesChanged(List.of(Samples.assetValue(AAPL, "160"))));

        assertThat(heard.poll(60, TimeUnit.SECONDS)).hasSize(1);
        assertThat(worker.otherRequests()).as("no change of state").hasOnlyElementsOfType(PurchaseAsset.class);
    }

    @Test
    void refusesASubscriptionWithoutASession() {
        PaperTraderClient stranger =
                PaperTraderClient.create(vertx, ClientOptions.of(List.of(worker.address()), new Random(1)));

        assertThat(failure(stranger.events().subscribeAllValues())).isEqualTo(FailCode.BAD_SESSION);
        answer(stranger.close());
    }
}
