package io.papertrader.master.server;

import static io.papertrader.master.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LinkRefused;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkEvent.AccountEvents;
import io.papertrader.codec.message.LinkEvent.SessionKeyGiven;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkEvent.WorkersChanged;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.GetWorkerStatus;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.LinkRequest.LinkHello;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.LogoutSuccess;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.SessionSeal;
import io.papertrader.codec.message.TradeReply.Portfolio;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeReply.TransactionHistory;
import io.papertrader.codec.message.TradeRequest.GetUserPortfolio;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.master.Await;
import io.papertrader.master.Database;
import io.papertrader.master.Desk;
import io.papertrader.master.TestClock;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.AssetUpdate;
import io.papertrader.master.update.Updates;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.WorkerLink;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, replies and events over a worker's link once it is there. */
@QuarkusTest
class LinkTest {
    private static final SessionId UNKNOWN_SESSION = SessionId.of(new byte[SessionId.BYTES]);
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");

    @Inject
    Fleet fleet;

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    ListenConfig config;

    @Inject
    MeterRegistry metrics;

    @Inject
    ConnectedWorkers connected;

    @Inject
    Database database;

    @Inject
    TestClock clock;

    private Fleet.Member member;
    private LinkedWorker worker;

    @BeforeEach
    void link() throws Exception {
        member = fleet.enroll();
        worker = fleet.link(member);
    }

    @AfterEach
    void dismiss() throws Exception {
        fleet.dismiss();
    }

    @Test
    void takesEachRequestToItsFeature() throws Exception {
        UserName name = desk.newName();

        assertThat(worker.ask(Desk.registration(name))).isEqualTo(new RegisterSuccess(name));
        SessionStarted started = (SessionStarted) worker.ask(Desk.login(name));
        SessionId session = started.id();
        assertThat(started.workers()).containsExactly(member.worker().publicAddress());
        assertThat(worker.ask(new LoginSession(session))).isEqualTo(started);
        assertThat(worker.ask(new VerifySession(session))).isEqualTo(new VerifiedSession(name, started.expiry()));
        assertThat(worker.ask(new SwitchState(session, ConnectionState.DATA_TRANSFER)))
                .isEqualTo(new StateSwitchSuccess(ConnectionState.DATA_TRANSFER));
        assertThat(worker.ask(new GetUserInfo(session, name))).isInstanceOf(UserInfo.class);
        assertThat(worker.ask(new GetAssetValueCurrent(AAPL))).isInstanceOf(AssetValue.class);
        assertThat(worker.ask(new GetAssetList())).isInstanceOf(AssetList.class);
        updates.next();
        assertThat(worker.ask(new PurchaseAsset(session, AAPL, Quantity.of("1"))))
                .isInstanceOf(PurchaseSuccess.class);
        assertThat(worker.ask(new GetUserPortfolio(session, name))).isInstanceOf(Portfolio.class);
        assertThat(worker.ask(new GetUserTransactionHistory(session, name))).isInstanceOf(TransactionHistory.class);
        assertThat(worker.ask(new GetWorkers()))
                .isEqualTo(new WorkerList(List.of(member.worker().publicAddress())));
        assertThat(worker.ask(new Logout(session))).isEqualTo(new LogoutSuccess());
    }

    @Test
    void answersTenThousandPipelinedRequests() throws Exception {
        int count = 10_000;
        long first = worker.nextCorrelation();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> askByTurns(count));

        for (int number = 0; number < count; number++) {
            assertThat(worker.answer(first + number)).isInstanceOf(number % 2 == 0 ? AssetValue.class : DataFail.class);
        }
        writing.join();
    }

    /** Asks for answers from memory and from the database by turns. */
    private void askByTurns(int count) {
        try {
            for (int number = 0; number < count; number++) {
                worker.send(number % 2 == 0 ? new GetAssetValueCurrent(AAPL) : new VerifySession(UNKNOWN_SESSION));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void readsNoFurtherFromLinkThatDoesNotReadItsAnswers() throws Exception {
        int asked = 20_000;
        long first = worker.nextCorrelation();
        long before = handled(Instruction.GET_ASSET_LIST);
        LinkedWorker other = fleet.link(fleet.enroll());
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> askForLists(asked));

        long worked = awaitStandstill(Instruction.GET_ASSET_LIST, before) - before;

        // An answer has some thousand bytes: the two ends' socket buffers are full after some thousand answers.
        assertThat(worked).isLessThan(asked / 2);
        other.assertAlive();
        for (int number = 0; number < asked; number++) {
            assertThat(worker.answer(first + number)).isInstanceOf(AssetList.class);
        }
        writing.join();
    }

    private void askForLists(int count) {
        try {
            for (int number = 0; number < count; number++) {
                worker.send(new GetAssetList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The number that were handled when there have been some and then none for a second. */
    private long awaitStandstill(Instruction instruction, long before) throws Exception {
        AtomicLong last = new AtomicLong(before);
        AtomicLong since = new AtomicLong(System.nanoTime());
        Await.until(() -> {
            long now = handled(instruction);
            if (last.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return now > before
                    && System.nanoTime() - since.get() > Duration.ofSeconds(1).toNanos();
        });
        return last.get();
    }

    private long handled(Instruction instruction) {
        return metrics.find("papertrader.requests").tag("instruction", instruction.specName()).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void readsRecordThatComesInPieces() throws Exception {
        LinkRecord record = worker.record(new GetWorkers());

        for (byte piece : worker.seal(record.encode()).getBytes()) {
            worker.sendBytes(Buffer.buffer(new byte[] {piece}));
        }

        assertThat(worker.answer(record.correlation())).isInstanceOf(WorkerList.class);
    }

    @Test
    void answersBadRequestsWithTheirFailuresAndGoesOn() throws Exception {
        Frame unknown = new Frame(Header.single(MessageType.COMMAND, 999, 0, 0), Buffer.buffer());
        Frame broken = new Frame(
                Header.single(MessageType.COMMAND, Instruction.PURCHASE_ASSET.code(), 1, 1), Buffer.buffer("x"));

        assertFailure(
                worker.ask(worker.record(Instruction.DATA, unknown)), DataFail.class, FailCode.UNKNOWN_INSTRUCTION);
        assertFailure(
                worker.ask(worker.record(Instruction.PURCHASE_ASSET, broken)),
                PurchaseFail.class,
                FailCode.BAD_ARGUMENT);
        assertFailure(worker.ask(new LinkHello(Buffer.buffer("again"))), LinkRefused.class, FailCode.WRONG_STATE);
        assertFailure(worker.ask(new GetWorkerStatus()), DataFail.class, FailCode.WRONG_STATE);
        worker.assertAlive();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, Long.MAX_VALUE})
    void closesOnStampThatNoClockShows(long millis) throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        LinkRecord order = worker.record(trader.purchase("AAPL", "1"));

        worker.send(new LinkRecord(
                order.correlation(), order.worker(), Instant.ofEpochMilli(millis), order.client(), order.frame()));

        worker.awaitClosed();
        assertThat(trader.history()).isEmpty();
    }

    @Test
    void dropsAnswerThatNobodyAskedFor() throws Exception {
        Frame answer = MessageCodec.encode(new DataFail(FailCode.UNAVAILABLE, "not asked"));

        worker.send(worker.record(Instruction.DATA, answer));

        worker.assertAlive();
    }

    @Test
    void closesOnRecordThatNamesAnotherWorker() throws Exception {
        LinkRecord record = worker.record(new GetWorkers());

        worker.send(
                new LinkRecord(record.correlation(), new UUID(1, 1), record.stamp(), record.client(), record.frame()));

        worker.awaitClosed();
    }

    @Test
    void closesOnRecordThatNamesAnotherLinkedWorker() throws Exception {
        LinkedWorker other = fleet.link(fleet.enroll());
        LinkRecord record = worker.record(new GetWorkers());

        worker.send(
                new LinkRecord(record.correlation(), other.uuid(), record.stamp(), record.client(), record.frame()));

        worker.awaitClosed();
        other.assertAlive();
    }

    @Test
    void closesOnEventOfAWorker() throws Exception {
        worker.send(worker.record(Instruction.DATA, MessageCodec.encode(new SessionsRevoked(List.of()))));

        worker.awaitClosed();
    }

    @Test
    void closesOnRecordThatWasChanged() throws Exception {
        Buffer sealed = worker.seal(worker.record(new GetWorkers()).encode());
        int last = sealed.length() - 1;

        worker.sendBytes(sealed.setByte(last, (byte) (sealed.getByte(last) ^ 1)));

        worker.awaitClosed();
    }

    @Test
    void closesOnRecordThatIsPlayedAgain() throws Exception {
        LinkRecord record = worker.record(new GetWorkers());
        Buffer sealed = worker.seal(record.encode());
        worker.sendBytes(sealed);
        worker.answer(record.correlation());

        worker.sendBytes(sealed);

        worker.awaitClosed();
    }

    @Test
    void closesOnRecordThatWasLeftOut() throws Exception {
        worker.seal(worker.record(new GetWorkers()).encode());

        worker.sendBytes(worker.seal(worker.record(new GetWorkers()).encode()));

        worker.awaitClosed();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 65_536 + 16 + 64 + 16 + 1, Integer.MAX_VALUE, -1})
    void closesOnImpossibleLength(int length) throws Exception {
        worker.sendBytes(Buffer.buffer().appendInt(length).appendBytes(new byte[32]));

        worker.awaitClosed();
    }

    static List<Buffer> plaintextsThatHoldNoRecord() {
        Buffer name = Buffer.buffer(new byte[32]);
        return List.of(
                Buffer.buffer(),
                Buffer.buffer(new byte[32]),
                name.copy().appendByte((byte) 0),
                name.copy().appendByte((byte) 4).appendBytes(new byte[2]),
                name.copy().appendByte((byte) 5).appendBytes(new byte[5 + Header.SIZE]),
                name.copy().appendByte((byte) 0).appendBytes(new byte[Header.SIZE]));
    }

    @ParameterizedTest
    @MethodSource("plaintextsThatHoldNoRecord")
    void closesOnPlaintextThatHoldsNoRecord(Buffer plaintext) throws Exception {
        worker.sendBytes(worker.seal(plaintext));

        worker.awaitClosed();
    }

    @Test
    void closesOnMessageInTheClearWhereARecordIsDue() throws Exception {
        worker.sendBytes(MessageCodec.encode(new GetWorkers()).encode());

        worker.awaitClosed();
    }

    @Test
    void pushesValuesToEveryLink() throws Exception {
        List<LinkedWorker> links = List.of(worker, fleet.link(member), fleet.link(fleet.enroll()));
        updates.next();
        AssetList before = (AssetList) worker.ask(new GetAssetList());

        updates.next();

        AssetList after = (AssetList) worker.ask(new GetAssetList());
        for (LinkedWorker link : links) {
            assertThat(valuesAfter(before, link)).containsExactlyInAnyOrderElementsOf(after.assets());
        }
    }

    @Test
    void pushesEventsOfAnAccountOnlyWhereItsSessionWasVerified() throws Exception {
        LinkedWorker other = fleet.link(fleet.enroll());
        LinkedWorker stranger = fleet.link(fleet.enroll());
        updates.next();
        Trader trader = desk.newTrader();
        Trader somebody = desk.newTrader();
        worker.ask(new VerifySession(trader.session()));
        other.ask(new GetUserPortfolio(trader.session(), trader.userName()));
        stranger.ask(new VerifySession(somebody.session()));
        TransactionId order = trader.place(trader.purchase("AAPL", "3"));
        somebody.place(somebody.purchase("KO", "1"));

        updates.next();

        for (LinkedWorker link : List.of(worker, other)) {
            assertThat(link.event(AccountEvents.class).events()).singleElement().satisfies(one -> {
                assertThat(one.username()).isEqualTo(trader.userName());
                assertThat(one.number()).isEqualTo(1);
                assertThat(one.transaction()).isEqualTo(trader.transaction(order));
            });
        }
        assertThat(stranger.event(AccountEvents.class).events())
                .extracting(AccountEvents.Numbered::username)
                .containsExactly(somebody.userName());
    }

    @Test
    void pushesEventsAfterALoginOverTheLink() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        worker.ask(Desk.login(trader.userName()));
        trader.place(trader.purchase("AAPL", "3"));

        updates.next();

        assertThat(worker.event(AccountEvents.class).events())
                .extracting(AccountEvents.Numbered::username)
                .containsExactly(trader.userName());
    }

    @Test
    void pushesNoEventsOfASessionThatIsOver() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        Trader other = desk.newTrader();
        worker.ask(new VerifySession(trader.session()));
        worker.ask(new VerifySession(other.session()));
        SessionId still = desk.logIn(trader.userName()).id();
        Trader elsewhere = new Trader(desk, trader.userName(), still);
        worker.ask(new Logout(trader.session()));
        elsewhere.place(elsewhere.purchase("AAPL", "3"));
        other.place(other.purchase("AAPL", "1"));

        updates.next();

        assertThat(worker.event(AccountEvents.class).events())
                .extracting(AccountEvents.Numbered::username)
                .containsExactly(other.userName());
    }

    /** The newer values that the first push brings. */
    private static List<AssetInfo> valuesAfter(AssetList before, LinkedWorker link) throws Exception {
        Instant known = before.assets().getFirst().time();
        while (true) {
            List<AssetInfo> values = link.event(ValuesUpdated.class).assets();
            if (values.getFirst().time().isAfter(known)) {
                return values;
            }
        }
    }

    @Test
    void pushesEndOfSessionOnlyWhereItWasVerified() throws Exception {
        LinkedWorker other = fleet.link(fleet.enroll());
        Trader trader = desk.newTrader();
        Trader known = desk.newTrader();
        other.ask(new VerifySession(known.session()));

        worker.ask(new Logout(trader.session()));
        worker.ask(new Logout(known.session()));

        assertThat(worker.event(SessionsRevoked.class).sessions())
                .containsExactly(trader.session().hash());
        assertThat(other.event(SessionsRevoked.class).sessions())
                .containsExactly(known.session().hash());
    }

    @Test
    void tellsTheOthersWhenAWorkerComesAndGoes() throws Exception {
        LinkedWorker second = fleet.link(fleet.enroll());
        List<WorkerAddress> both = ((WorkerList) second.ask(new GetWorkers())).workers();
        awaitWorkers(both);

        second.close();

        awaitWorkers(List.of(member.worker().publicAddress()));
    }

    private void awaitWorkers(List<WorkerAddress> expected) throws Exception {
        while (!worker.event(WorkersChanged.class).workers().equals(expected)) {
            // An older one.
        }
    }

    @Test
    void servesLinksOnSeveralEventLoops() throws Exception {
        List<CompletableFuture<Thread>> loops = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Fleet.Member one = fleet.enroll();
            fleet.link(one);
            CompletableFuture<Thread> loop = new CompletableFuture<>();
            ((LinkConnection) connected.of(one.uuid()).getFirst())
                    .context()
                    .runOnContext(now -> loop.complete(Thread.currentThread()));
            loops.add(loop);
        }

        long distinct = loops.stream().map(CompletableFuture::join).distinct().count();

        assertThat(distinct).isEqualTo(Math.min(4, Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void answersHeartbeatWhileAllPlacesAreTaken() throws Exception {
        Trader trader = desk.newTrader();
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            for (int number = 0; number < 2 * config.maxInFlight(); number++) {
                worker.send(new GetUserInfo(trader.session(), trader.userName()));
            }

            assertThat(worker.ask(new Heartbeat())).isEqualTo(new HeartbeatAnswer(true));

            lock.rollback();
        }
        worker.assertAlive();
    }

    @Test
    void saysWithTheHeartbeatThatItsValuesAreOld() throws Exception {
        try (TestClock.Later _ = clock.later(Duration.ofDays(365))) {
            assertThat(worker.ask(new Heartbeat())).isEqualTo(new HeartbeatAnswer(false));
        }
    }

    @Test
    void answersAsUnavailableWhatIsNotAnsweredInTimeAndFreesItsPlace() throws Exception {
        Trader trader = desk.newTrader();
        try (Connection lock = database.connect();
                TestClock.Later _ = clock.later(Duration.ZERO)) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE account IN ACCESS EXCLUSIVE MODE");
            List<Long> asked = new ArrayList<>();
            for (int number = 0; number < config.maxInFlight(); number++) {
                asked.add(worker.send(new GetUserInfo(trader.session(), trader.userName())));
            }
            worker.ask(new Heartbeat());

            clock.later(config.answerTimeout());

            for (long correlation : asked) {
                assertFailure(worker.answer(correlation), DataFail.class, FailCode.UNAVAILABLE);
            }
            assertThat(worker.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
            lock.rollback();
        }
        assertThat(metrics.counter("papertrader.requests.unanswered", "instruction", "getUserInfo")
                        .count())
                .isGreaterThanOrEqualTo(config.maxInFlight());
    }

    @Test
    void cutsWorkerThatDoesNotReadItsPushesAndKeepsTheOthers() throws Exception {
        LinkedWorker other = fleet.link(fleet.enroll());
        Frame push = new Frame(
                Header.single(MessageType.EVENT, 1999, Header.MAX_DATA_SIZE, 0),
                Buffer.buffer(new byte[Header.MAX_DATA_SIZE]));
        WorkerLink deaf = connected.of(member.uuid()).getFirst();

        for (long bytes = 0; bytes < 2 * config.maxUnsentBytes(); bytes += Header.MAX_DATA_SIZE) {
            deaf.push(push);
        }

        Await.until(() -> connected.of(member.uuid()).isEmpty());
        other.assertAlive();
    }

    @Test
    void forgetsQuestionsThatNobodyWaitsForAnyMore() throws Exception {
        LinkConnection link = (LinkConnection) connected.of(member.uuid()).getFirst();
        Cancellable asking = link.status().subscribe().with(status -> {}, failure -> {});
        worker.question();
        assertThat(link.openQuestions()).isEqualTo(1);

        asking.cancel();

        Await.until(() -> link.openQuestions() == 0);
    }

    @Test
    void refusesMadeUpSessionsWithoutAskingTheDatabase() throws Exception {
        try (Connection lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK TABLE session IN ACCESS EXCLUSIVE MODE");

            assertFailure(worker.ask(new VerifySession(UNKNOWN_SESSION)), DataFail.class, FailCode.BAD_SESSION);

            lock.rollback();
        }
    }

    @Test
    void refusesOrdersAndQuestionsOfASessionThatIsOver() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        Trader still = new Trader(
                desk, trader.userName(), desk.logIn(trader.userName()).id());
        worker.ask(new VerifySession(trader.session()));
        worker.ask(new Logout(trader.session()));

        Reply order = worker.ask(trader.purchase("AAPL", "1"));
        Reply question = worker.ask(new GetUserPortfolio(trader.session(), trader.userName()));

        assertFailure(order, PurchaseFail.class, FailCode.BAD_SESSION);
        assertFailure(question, DataFail.class, FailCode.BAD_SESSION);
        assertThat(still.history()).isEmpty();
    }

    @Test
    void givesTheKeyThatSessionsAreCheckedWithFirst() throws Exception {
        SessionSeal seal = new SessionSeal(worker.event(SessionKeyGiven.class).key());

        assertThat(seal.isGenuine(desk.newTrader().session())).isTrue();
        assertThat(seal.isGenuine(UNKNOWN_SESSION)).isFalse();
    }

    @Test
    void replacesAStampThatIsTooFarOffAndKeepsTheOrdersName() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        LinkRecord order = worker.record(trader.purchase("AAPL", "2"));
        LinkRecord early = stamped(order, clock.instant().minus(Duration.ofDays(300)));
        Instant before = clock.instant().truncatedTo(ChronoUnit.MILLIS);

        Reply reply = worker.ask(early);

        Transaction placed = trader.history().getFirst();
        assertThat(placed.placedAt()).isBetween(before, clock.instant());
        assertThat(replacedStamp(placed)).isEqualTo(String.valueOf(early.stamp().toEpochMilli()));
        assertThat(metrics.counter(
                                "papertrader.workers.stamps.replaced",
                                "worker",
                                member.worker().name())
                        .count())
                .isGreaterThanOrEqualTo(1);
        LinkedWorker again = fleet.link(member);
        assertThat(again.record(trader.purchase("AAPL", "2")).correlation()).isEqualTo(early.correlation());
        assertThat(again.ask(early)).isEqualTo(reply);
        assertThat(trader.history()).hasSize(1);
    }

    @Test
    void keepsAStampThatIsNear() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        Instant stamp = clock.instant().minusMillis(500).truncatedTo(ChronoUnit.MILLIS);

        worker.ask(stamped(worker.record(trader.purchase("AAPL", "2")), stamp));

        Transaction placed = trader.history().getFirst();
        assertThat(placed.placedAt()).isEqualTo(stamp);
        assertThat(replacedStamp(placed)).isNull();
    }

    private String replacedStamp(Transaction placed) throws SQLException {
        return database.one(
                "SELECT (1000 * extract(epoch FROM replaced_stamp))::bigint FROM open_order WHERE transaction_id = ?",
                placed.owned().orElseThrow().transactionId().value());
    }

    private static LinkRecord stamped(LinkRecord record, Instant stamp) {
        return new LinkRecord(record.correlation(), record.worker(), stamp, record.client(), record.frame());
    }

    @Test
    void sameOrderOverANewLinkIsTheSameTransaction() throws Exception {
        updates.next();
        Trader trader = desk.newTrader();
        LinkRecord order = worker.record(trader.purchase("AAPL", "2"));
        Reply first = worker.ask(order);
        LinkedWorker again = fleet.link(member);
        LinkRecord same = again.record(trader.purchase("AAPL", "2"));

        Reply second = again.ask(same);

        assertThat(same).isEqualTo(order);
        assertThat(second).isEqualTo(first).isInstanceOf(PurchaseSuccess.class);
        assertThat(trader.history()).hasSize(1);
    }

    /** A value of a time that no calendar has makes the handler of predictions throw before it gives an answer. */
    @Test
    void answersAndGoesOnThoughAHandlerThrowsForMoreRequestsThanTheLinkHasPlaces() throws Exception {
        GetAssetValuePredicted question = new GetAssetValuePredicted(AAPL, AsOf.day(LocalDate.of(2999, 12, 31)));
        AssetInfo before = board.info(AAPL).orElseThrow();
        board.show(AssetUpdate.of(Instant.MAX, "test", List.of(before.asset())), Instant.now());

        List<Reply> replies = new ArrayList<>();
        try {
            for (int number = 0; number < config.maxInFlight() + 1; number++) {
                replies.add(worker.ask(question));
            }
            replies.add(worker.ask(new GetWorkers()));
        } finally {
            board.show(AssetUpdate.of(before.time(), "test", List.of(before.asset())), Instant.now());
        }

        assertThat(replies.removeLast()).isInstanceOf(WorkerList.class);
        assertThat(replies)
                .allSatisfy(reply -> assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNAVAILABLE));
    }
}
