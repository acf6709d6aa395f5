package io.papertrader.client.connection;

import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeEvent.ActionApplied;
import io.papertrader.codec.message.TradeReply.ActionPage;
import io.papertrader.codec.message.TradeRequest.GetCorporateActions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Corporate actions of the account, each told once over all connections. */
class CorporateActionsTest {
    private static final int PAGE = 2;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private final AtomicLong latest = new AtomicLong(5);
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
                .answer(GetCorporateActions.class, this::page);
        client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker.address()), new Random(1))
                        .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1))));
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private Reply page(GetCorporateActions request) {
        List<PortfolioAction> behind = LongStream.rangeClosed(1, latest.get())
                .filter(number -> number > request.from())
                .mapToObj(Samples::split)
                .toList();
        return new ActionPage(behind.stream().limit(PAGE).toList(), latest.get(), behind.size() > PAGE);
    }

    @Test
    void readsAllOfThemPageByPage() {
        answer(client.resume(SESSION));

        assertThat(answer(client.corporateActions()))
                .extracting(PortfolioAction::number)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void tellsEachOnceAlsoThoseThatCameWithoutAConnection() throws InterruptedException {
        client.events().onCorporateAction(action -> heard.add(action.number()));
        answer(client.resume(SESSION));
        untilAsked();
        apply(6);
        assertThat(next(1)).containsExactly(6L);

        latest.set(9);
        worker.breakConnections();

        assertThat(next(3)).containsExactly(7L, 8L, 9L);
        apply(9);
        apply(10);
        assertThat(next(1)).containsExactly(10L);
        assertThat(heard).isEmpty();
    }

    private void untilAsked() throws InterruptedException {
        Request request = worker.nextRequest();
        while (!(request instanceof GetCorporateActions)) {
            request = worker.nextRequest();
        }
    }

    private void apply(long number) {
        latest.set(number);
        worker.push(new ActionApplied(Samples.split(number)));
    }

    private List<Long> next(int count) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            Long next = heard.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("what comes next").isNotNull();
            numbers.add(next);
        }
        return numbers;
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
