package io.papertrader.client.connection;

import static io.papertrader.client.Samples.ALICE;
import static io.papertrader.client.Samples.OTHER_SESSION;
import static io.papertrader.client.Samples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.client.Samples;
import io.papertrader.client.WorkerStandIn;
import io.papertrader.client.connection.ConnectionNotice.Connected;
import io.papertrader.client.connection.ConnectionNotice.EventsMissed;
import io.papertrader.client.connection.ConnectionNotice.EventsNotNumbered;
import io.papertrader.client.connection.ConnectionNotice.EventsSetBack;
import io.papertrader.client.connection.ConnectionNotice.Lost;
import io.papertrader.client.connection.ConnectionNotice.NoWorker;
import io.papertrader.client.connection.ConnectionNotice.Reconnected;
import io.papertrader.client.connection.ConnectionNotice.WorkerLeaving;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.TradeEvent.AccountEvent;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.TradeReply.EventPage;
import io.papertrader.codec.message.TradeReply.EventPage.NumberedEvent;
import io.papertrader.codec.message.TradeRequest.Resume;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The account's events, counted over connections. */
class EventsTest {
    private static final int PAGE = 2;
    private static final HashedPass PASS = new HashedPass("h".repeat(43));

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Long> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Transaction> settled = new LinkedBlockingQueue<>();
    private final BlockingQueue<ConnectionNotice> notices = new LinkedBlockingQueue<>();
    private final AtomicLong latest = new AtomicLong(5);
    private WorkerStandIn worker;
    private PaperTraderClient client;

    @BeforeEach
    void start() {
        worker = WorkerStandIn.start(vertx)
                .answer(LoginSession.class, login -> Samples.sessionStarted(login.sessionId()))
                .answer(Resume.class, this::page);
        client = PaperTraderClient.create(
                vertx,
                ClientOptions.of(List.of(worker.address()), new Random(1))
                        .withBackoff(new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1))));
        client.events().onAccountEvent(event -> heard.add(event.number()));
        client.events().onTransactionSettled(settled::add);
        client.onConnectionNotice(notices::add);
    }

    @AfterEach
    void stop() {
        answer(client.close());
        worker.close();
        answer(vertx.close());
    }

    private Reply page(Resume request) {
        return page(LongStream.rangeClosed(1, latest.get()).toArray(), request.from());
    }

    private EventPage page(long[] numbers, long from) {
        List<NumberedEvent> behind = LongStream.of(numbers)
                .filter(number -> number > from)
                .mapToObj(number -> new NumberedEvent(number, Samples.settled()))
                .toList();
        return new EventPage(behind.stream().limit(PAGE).toList(), latest.get(), behind.size() > PAGE);
    }

    private static <T> T answer(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("what comes next").isNotNull();
        return next;
    }

    private <T extends ConnectionNotice> T notice(Class<T> kind) throws InterruptedException {
        ConnectionNotice notice = next(notices);
        while (!kind.isInstance(notice)) {
            notice = next(notices);
        }
        return kind.cast(notice);
    }

    private <T extends Request> T request(Class<T> kind) throws InterruptedException {
        Request request = worker.nextRequest();
        while (!kind.isInstance(request)) {
            request = worker.nextRequest();
        }
        return kind.cast(request);
    }

    private List<Long> next(int count) throws InterruptedException {
        List<Long> numbers = new ArrayList<>();
        while (numbers.size() < count) {
            numbers.add(next(heard));
        }
        return numbers;
    }

    /** Something settles, and is told. */
    private void settle() {
        push(latest.incrementAndGet());
    }

    private void push(long number) {
        worker.push(new AccountEvent(number, Samples.settled()));
    }

    /** Takes the session up and hears event 6, where a test begins. */
    private void counting() throws InterruptedException {
        answer(client.resume(SESSION));
        request(Resume.class);
        settle();
        assertThat(next(heard)).isEqualTo(6);
    }

    @Test
    void tellsNothingOldAtTheFirstLogin() throws InterruptedException {
        counting();

        settle();

        assertThat(next(heard)).isEqualTo(7);
        assertThat(next(settled)).isEqualTo(next(settled));
        assertThat(settled).isEmpty();
    }

    @Test
    void asksForNothingWhereNobodyListens() throws InterruptedException {
        PaperTraderClient deaf =
                PaperTraderClient.create(vertx, ClientOptions.of(List.of(worker.address()), new Random(1)));
        answer(deaf.resume(SESSION));
        answer(deaf.resume(SESSION));

        assertThat(worker.otherRequests()).hasOnlyElementsOfType(LoginSession.class);
        answer(deaf.close());
    }

    @Test
    void countsFromWhenSomebodyListens() throws InterruptedException {
        PaperTraderClient late =
                PaperTraderClient.create(vertx, ClientOptions.of(List.of(worker.address()), new Random(1)));
        answer(late.resume(SESSION));

        late.events().onAccountEvent(event -> heard.add(event.number()));

        request(Resume.class);
        settle();
        assertThat(next(heard)).isEqualTo(6);
        answer(late.close());
    }

    @Test
    void tellsOldEventsToWhoeverAsksForThem() throws InterruptedException {
        client.events().tellEventsFrom(2);
        client.resume(SESSION);

        assertThat(next(3)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void tellsWhatWasMissedBetweenTwoConnectionsInOrder() throws InterruptedException {
        counting();
        latest.set(12);

        worker.breakConnections();

        assertThat(next(6)).containsExactly(7L, 8L, 9L, 10L, 11L, 12L);
        settle();
        assertThat(next(heard)).isEqualTo(13);
    }

    @Test
    void skipsWhatWasToldBefore() throws InterruptedException {
        counting();

        push(6);
        push(5);
        settle();

        assertThat(next(heard)).isEqualTo(7);
    }

    @Test
    void tellsAnEventOnceThatComesWithItsPageAndByItself() throws InterruptedException {
        counting();
        latest.set(8);
        worker.answer(Resume.class, request -> {
            push(7);
            push(8);
            return page(request);
        });

        worker.breakConnections();

        assertThat(next(2)).containsExactly(7L, 8L);
        request(Resume.class);
        settle();
        assertThat(next(heard)).isEqualTo(9);
    }

    @Test
    void tellsAnEventWithoutANumberOnceThatComesBeforeItsPage() throws InterruptedException {
        counting();
        latest.set(7);
        worker.answer(Resume.class, request -> {
            worker.push(new TransactionSettled(Samples.settled()));
            return page(request);
        });

        worker.breakConnections();
        assertThat(next(heard)).isEqualTo(7);
        settle();

        assertThat(next(heard)).isEqualTo(8);
        next(settled);
        next(settled);
        next(settled);
        assertThat(settled).as("behind 6, 7 and 8").isEmpty();
    }

    @Test
    void closesAGap() throws InterruptedException {
        counting();
        latest.set(10);

        push(10);

        assertThat(next(4)).containsExactly(7L, 8L, 9L, 10L);
        assertThat(notices).hasOnlyElementsOfType(Connected.class);
    }

    @Test
    void closesAGapThatOpensWhileAnotherIsClosed() throws InterruptedException {
        counting();
        latest.set(8);
        worker.answer(Resume.class, request -> {
            if (request.from() == 6) {
                Reply early = page(request);
                latest.set(11);
                push(11);
                return early;
            }
            return page(request);
        });

        push(8);

        assertThat(next(5)).containsExactly(7L, 8L, 9L, 10L, 11L);
    }

    @Test
    void closesAGapThatOpensBehindAPageThatBringsNothing() throws InterruptedException {
        counting();
        worker.answer(Resume.class, request -> {
            Reply early = page(request);
            if (latest.compareAndSet(6, 8)) {
                push(8);
            }
            return early;
        });

        worker.breakConnections();

        assertThat(next(2)).containsExactly(7L, 8L);
        assertThat(notices).noneMatch(EventsMissed.class::isInstance);
    }

    @Test
    void tellsOfAGapThatTheServerCannotClose() throws InterruptedException {
        counting();
        worker.answer(Resume.class, request -> new EventPage(List.of(), 9, false));

        push(9);

        assertThat(notice(EventsMissed.class)).isEqualTo(new EventsMissed(7, 9));
        push(10);
        assertThat(next(heard)).isEqualTo(10);
    }

    @Test
    void tellsOfANumberThatThePagesLeaveOut() throws InterruptedException {
        counting();
        latest.set(9);
        worker.answer(Resume.class, request -> page(new long[] {7, 9}, request.from()));

        push(9);

        assertThat(next(2)).containsExactly(7L, 9L);
        assertThat(notice(EventsMissed.class)).isEqualTo(new EventsMissed(8, 8));
    }

    @Test
    void asksAgainWhereItIsRefusedForNow() throws InterruptedException {
        counting();
        AtomicInteger refusals = new AtomicInteger(3);
        worker.answer(
                Resume.class,
                request -> refusals.getAndDecrement() > 0
                        ? new DataFail(FailCode.UNAVAILABLE, "Not now.")
                        : page(request));
        latest.set(8);

        push(8);

        assertThat(next(2)).containsExactly(7L, 8L);
        assertThat(notices).hasOnlyElementsOfType(Connected.class);
    }

    @Test
    void tellsOfAGapAfterManyRefusalsAndGoesOn() throws InterruptedException {
        counting();
        worker.answer(Resume.class, request -> new DataFail(FailCode.UNAVAILABLE, "Not now."));

        push(8);

        assertThat(notice(EventsMissed.class)).isEqualTo(new EventsMissed(7, 8));
        push(9);
        assertThat(next(heard)).isEqualTo(9);
    }

    @Test
    void bindsTheSessionInTheEndWhereThatIsRefusedForNow() throws InterruptedException {
        counting();
        AtomicInteger refusals = new AtomicInteger(3);
        worker.answer(
                LoginSession.class,
                login -> refusals.getAndDecrement() > 0
                        ? new LoginFail(FailCode.UNAVAILABLE, "Not now.")
                        : Samples.sessionStarted(login.sessionId()));
        latest.set(7);

        worker.breakConnections();

        assertThat(next(heard)).isEqualTo(7);
    }

    @Test
    void hearsAnOlderServerThatNumbersNothing() throws InterruptedException {
        worker.answer(Resume.class, request -> new DataFail(FailCode.UNKNOWN_INSTRUCTION, "What?"));
        answer(client.resume(SESSION));
        assertThat(notice(EventsNotNumbered.class)).isEqualTo(new EventsNotNumbered(worker.address()));

        worker.push(new TransactionSettled(Samples.settled()));

        assertThat(next(settled)).isEqualTo(Samples.settled());
        assertThat(heard).isEmpty();
    }

    @Test
    void losesNothingThatAnOlderServerSaysBeforeItIsKnownForOne() throws InterruptedException {
        counting();
        next(settled);
        worker.answer(Resume.class, request -> {
            worker.push(new TransactionSettled(Samples.rejected("told")));
            return new DataFail(FailCode.UNKNOWN_INSTRUCTION, "What?");
        });

        worker.breakConnections();

        assertThat(next(settled)).isEqualTo(Samples.rejected("told"));
    }

    @Test
    void countsOnFromWhereTheServerWasSetBackTo() throws InterruptedException {
        counting();
        latest.set(2);

        worker.breakConnections();

        assertThat(notice(EventsSetBack.class)).isEqualTo(new EventsSetBack(6, 2));
        settle();
        assertThat(next(heard)).isEqualTo(3);
    }

    @Test
    void goesOnWithTheNextSessionOfTheSameUser() throws InterruptedException {
        List<SessionId> sessions = new ArrayList<>(List.of(OTHER_SESSION, SESSION));
        worker.answer(Login.class, login -> Samples.sessionStarted(sessions.removeLast()));
        answer(client.login(ALICE, PASS, false));
        request(Resume.class);
        settle();
        assertThat(next(heard)).isEqualTo(6);
        latest.set(7);

        answer(client.login(ALICE, PASS, false));

        assertThat(next(heard)).isEqualTo(7);
        assertThat(request(Resume.class)).isEqualTo(new Resume(OTHER_SESSION, 6));
    }

    @Test
    void takesAnotherSessionToAnotherConnection() throws InterruptedException {
        counting();
        latest.set(100);

        answer(client.resume(OTHER_SESSION));

        assertThat(notice(Lost.class).reason()).isEqualTo("another session begins");
        notice(Reconnected.class);
        assertThat(request(LoginSession.class)).isEqualTo(new LoginSession(OTHER_SESSION));
        request(Resume.class);
        settle();
        assertThat(next(heard)).isEqualTo(101);
        assertThat(worker.otherRequests()).isEmpty();
    }

    @Test
    void keepsTheSessionWhereALoginAsAnotherIsRefused() throws InterruptedException {
        counting();
        worker.answer(Login.class, request -> new LoginFail(FailCode.BAD_CREDENTIALS, "Name or password is wrong."));
        latest.set(7);

        client.login(ALICE, PASS, false);

        request(Login.class);
        assertThat(worker.nextRequest()).isEqualTo(new LoginSession(SESSION));
        assertThat(next(heard)).isEqualTo(7);
    }

    @Test
    void tellsWhatBecomesOfTheConnection() throws InterruptedException {
        answer(client.resume(SESSION));

        worker.push(new WorkerStopping());

        assertThat(next(notices)).isEqualTo(new Connected(worker.address()));
        assertThat(next(notices)).isEqualTo(new WorkerLeaving(worker.address()));
        assertThat(next(notices)).isEqualTo(new Lost(worker.address(), worker.address() + " is about to stop"));
        assertThat(next(notices)).isEqualTo(new Reconnected(worker.address()));
    }

    @Test
    void tellsThatNoWorkerIsThere() throws InterruptedException {
        answer(client.resume(SESSION));

        worker.close();
        worker.breakConnections();

        assertThat(notice(NoWorker.class).reason()).contains(worker.address().toString());
    }
}
