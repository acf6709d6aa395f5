package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueAllTime;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeRequest.GetUserTransactionHistory;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.node.log.EventLog;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.MasterStandIn.Greeting;
import io.papertrader.worker.Samples;
import io.papertrader.worker.WorkerResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The link to the master, and what clients notice of its trouble (specification 3.2.2). */
@QuarkusTest
class MasterLinkTest extends LinkedWorker {
    private static final Duration BEYOND_THE_REQUEST_TIMEOUT = Duration.ofSeconds(11);

    @Inject
    EventLog log;

    @ConfigProperty(name = "papertrader.master.public-key")
    Path publicKey;

    private static PurchaseAsset purchase(User user) {
        return new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1"));
    }

    private boolean hasLogged(String part) {
        return log.snapshot().stream().anyMatch(entry -> entry.message().contains(part));
    }

    private void assertIsServed() throws Exception {
        assertThat(connect().ask(new GetWorkers())).isInstanceOf(WorkerList.class);
    }

    @Test
    void makesTheLinkAnewWhenItBreaks() throws Exception {
        breakLink();

        assertIsServed();
    }

    @Test
    void keepsTryingUntilTheMasterIsThere() throws Exception {
        master.leave();
        Await.until(() -> !relay.isUp());
        Await.until(() -> hasLogged("No link to the master at " + master.address()));

        master.comeBack();

        Await.until(relay::isUp);
        assertIsServed();
    }

    @Test
    void goesToTheMastersInTheirOrder() throws Exception {
        assertThat(hasLogged("No link to the master at " + WorkerResource.NO_MASTER + ": Connection refused"))
                .isTrue();
        assertIsServed();
    }

    @Test
    void saysThatTheMasterRefusesItAndKeepsTrying() throws Exception {
        int hellos = master.hellos();
        master.greet(Greeting.REFUSAL);
        master.breakLink();
        Await.until(() -> master.hellos() > hellos + 2);
        boolean isUp = relay.isUp();

        master.greet(Greeting.WELCOME);

        assertThat(isUp).isFalse();
        assertThat(hasLogged("the master refuses this worker")).isTrue();
        Await.until(relay::isUp);
    }

    @Test
    void triesAgainWhenTheMasterClosesBehindItsWelcome() throws Exception {
        int hellos = master.hellos();
        master.greet(Greeting.WELCOME_AND_CLOSE);
        master.breakLink();

        Await.until(() -> master.hellos() > hellos + 2);
        master.greet(Greeting.WELCOME);

        Await.until(() -> connect().ask(new GetWorkers()) instanceof WorkerList);
    }

    @Test
    void saysWhichKeyFileIsMissingAndTakesItWhenItIsThere() throws Exception {
        String key = Files.readString(publicKey);
        Files.delete(publicKey);
        master.breakLink();
        Await.until(() -> hasLogged("the master's public key cannot be read from " + publicKey));

        Files.writeString(publicKey, key);

        Await.until(relay::isUp);
    }

    @Test
    void breaksALinkWhoseRecordsDoNotOpen() throws Exception {
        int hellos = master.hellos();

        master.pushGarbage(Buffer.buffer().appendInt(32).appendBytes(new byte[32]));

        Await.until(() -> master.hellos() > hellos && relay.isUp());
        assertIsServed();
    }

    @Test
    void passesOverAnEventThatItCannotRead() throws Exception {
        int hellos = master.hellos();

        master.pushRaw(new Frame(
                Header.single(MessageType.EVENT, Instruction.VALUES_UPDATED.code(), 4, 0),
                Buffer.buffer().appendInt(1)));

        assertIsServed();
        assertThat(master.hellos()).isEqualTo(hellos);
    }

    @Test
    void tellsTheClientUnavailableWhereTheMastersAnswerMakesNoSense() throws Exception {
        User user = newUser();
        master.answer(GetWorkers.class, request -> new RegisterSuccess(user.name()));

        Reply reply = connect().ask(new GetWorkers());

        assertThat(reply).isInstanceOf(DataFail.class);
        assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNAVAILABLE);
    }

    /** The worker looks at the answer to a login before it hands it on, and fails at this one. */
    @Test
    void goesOnWithTheConnectionAndTheLinkWhereAHandlerOfAnAnswerThrows() throws Exception {
        int hellos = master.hellos();
        master.hold(Login.class);
        ClientStandIn client = connect();
        client.send(new Login(newUser().name(), new HashedPass("A".repeat(43)), false), new GetWorkers());

        master.next(Login.class)
                .answer()
                .accept(List.of(new Frame(
                        Header.single(MessageType.SERVER_RETURN, Instruction.SESSION_ID.code(), 4, 3),
                        Buffer.buffer().appendInt(1))));

        assertThat(client.reply(Instruction.LOGIN))
                .isEqualTo(new LoginFail(FailCode.UNAVAILABLE, "The master's answer cannot be read."));
        assertThat(client.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        assertIsServed();
        assertThat(master.hellos()).isEqualTo(hellos);
    }

    @Test
    void answersWhatItDoesNotAnswerForTheMaster() throws Exception {
        Reply reply = master.ask(new VerifySession(newSessionId()));

        assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNKNOWN_INSTRUCTION);
    }

    @Test
    void refusesAtOnceWhatNeedsTheMasterWhileThereIsNoLink() throws Exception {
        User user = newUser();
        ClientStandIn client = connect();
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        assertThat(client.ask(purchase(user))).isEqualTo(Samples.purchased());
        master.leave();
        Await.until(() -> !relay.isUp());

        Reply order = client.ask(purchase(user));
        Reply workers = client.ask(new GetWorkers());
        master.comeBack();

        assertThat(order).isInstanceOf(PurchaseFail.class);
        assertThat(((Failure) order).code()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(workers).isInstanceOf(DataFail.class);
        assertThat(((Failure) workers).code()).isEqualTo(FailCode.UNAVAILABLE);
    }

    @Test
    void answersFromMemoryWhileThereIsNoLink() throws Exception {
        GetAssetValueWeek week = new GetAssetValueWeek(Samples.MSFT, AsOf.day(LocalDate.of(2017, 5, 1)));
        master.answer(GetAssetValueWeek.class, request -> Samples.series(request.asset(), 1, "70"));
        ClientStandIn client = connectForData(newUser());
        client.ask(week);
        master.leave();
        Await.until(() -> !relay.isUp());

        Reply value = client.ask(new GetAssetValueCurrent(Samples.MSFT));
        Reply info = client.ask(new GetAssetInfo(Samples.MSFT));
        Reply list = client.ask(new GetAssetList());
        Reply past = client.ask(week);
        Reply unknown = client.ask(new GetAssetValueAllTime(Samples.MSFT));
        master.comeBack();

        assertThat(value).isInstanceOf(AssetValue.class);
        assertThat(info).isInstanceOf(AssetInfo.class);
        assertThat(list).isInstanceOf(AssetList.class);
        assertThat(past).isEqualTo(Samples.series(Samples.MSFT, 1, "70"));
        assertThat(((Failure) unknown).code()).isEqualTo(FailCode.UNAVAILABLE);
    }

    @Test
    void sendsAnOrderAgainOverANewLinkAsTheSameOrder() throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connect();
        client.send(purchase(user));
        LinkRecord first = master.next(PurchaseAsset.class).record();

        master.breakLink();
        Asked<PurchaseAsset> again = master.next(PurchaseAsset.class);
        again.answer(Samples.purchased());

        assertThat(client.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        assertThat(again.record().encode()).isEqualTo(first.encode());
    }

    @Test
    void cutsAClientThatCannotBeGivenTheRestOfAnAnswer() throws Exception {
        User user = newUser();
        master.hold(GetUserTransactionHistory.class);
        ClientStandIn client = connectForData(user);
        client.send(new GetUserTransactionHistory(user.session(), user.name()));
        Asked<GetUserTransactionHistory> asked = master.next(GetUserTransactionHistory.class);

        asked.answerInPart(Samples.history(100), 2);
        breakLink();

        assertThatThrownBy(() -> client.reply(Instruction.GET_USER_TRANSACTION_HISTORY))
                .isInstanceOf(IOException.class);
    }

    @Test
    void givesUpARequestThatTheMasterDoesNotAnswerInTime() throws Exception {
        master.hold(GetWorkers.class);
        ClientStandIn client = connect();
        client.send(new GetWorkers());
        Asked<GetWorkers> late = master.next(GetWorkers.class);

        Reply reply;
        try (var _ = clock.later(BEYOND_THE_REQUEST_TIMEOUT)) {
            reply = client.reply(Instruction.GET_WORKERS);
        }

        assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNAVAILABLE);
        // An answer that comes too late is nobody's.
        late.answer(new WorkerList(List.of()));
        master.answer(GetWorkers.class, request -> new WorkerList(List.of(Samples.WORKER)));
        assertThat(client.ask(new GetWorkers())).isEqualTo(new WorkerList(List.of(Samples.WORKER)));
    }

    @Test
    void pointsToTheHistoryWhenItCannotTellWhatCameOfAnOrder() throws Exception {
        User user = newUser();
        master.hold(PurchaseAsset.class);
        ClientStandIn client = connect();
        client.send(purchase(user));
        master.next(PurchaseAsset.class);

        Reply reply;
        try (var _ = clock.later(BEYOND_THE_REQUEST_TIMEOUT)) {
            reply = client.reply(Instruction.PURCHASE_ASSET);
        }

        assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(((Failure) reply).reason()).contains("history");
    }
}
