package io.papertrader.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.LoginFail;
import io.papertrader.codec.message.Failure.LogoutFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Failure.StateSwitchFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.SessionRequest.LoginSession;
import io.papertrader.codec.message.SessionRequest.Logout;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions are verified once and then kept (specification 3.2.3, decision 7). */
@QuarkusTest
class SessionTest extends LinkedWorker {
    private static final GetAssetValueCurrent VALUE = new GetAssetValueCurrent(Samples.AAPL);

    private static FailCode code(Reply reply) {
        return ((Failure) reply).code();
    }

    @Test
    void asksTheMasterOnceForManyRequests() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        ClientStandIn other = connectForData(user);

        for (int number = 0; number < 5; number++) {
            assertThat(client.ask(VALUE)).isInstanceOf(AssetValue.class);
            assertThat(other.ask(VALUE)).isInstanceOf(AssetValue.class);
        }

        assertThat(master.waiting(VerifySession.class)).isEqualTo(1);
    }

    @Test
    void asksTheMasterOnceForFirstRequestsThatComeTogether() throws Exception {
        User user = newUser();
        master.hold(VerifySession.class);
        List<ClientStandIn> clients = new ArrayList<>();
        long before = doors.requests();

        for (int number = 0; number < 5; number++) {
            ClientStandIn client = connect();
            client.send(toData(user));
            clients.add(client);
        }
        Await.until(() -> doors.requests() == before + 5);
        master.next(VerifySession.class).answer(verified(user));

        for (ClientStandIn client : clients) {
            assertThat(client.reply(Instruction.SWITCH_STATE)).isInstanceOf(StateSwitchSuccess.class);
        }
        assertThat(master.waiting(VerifySession.class)).isZero();
    }

    private ClientStandIn connectFrom(String address) throws Exception {
        return connected(ClientStandIn.connect(ports.clients(), address));
    }

    private ClientStandIn connectForDataFrom(String address, User user) throws Exception {
        ClientStandIn client = connectFrom(address);
        assertThat(client.ask(toData(user))).isInstanceOf(StateSwitchSuccess.class);
        return client;
    }

    @Test
    void servesOneSessionFromTwoNetworksWithOneQuestionForEach() throws Exception {
        User user = newUser();
        ClientStandIn home = connectForDataFrom("127.0.0.2", user);
        ClientStandIn away = connectForDataFrom("127.0.0.3", user);

        for (int number = 0; number < 5; number++) {
            assertThat(home.ask(VALUE)).isInstanceOf(AssetValue.class);
            assertThat(away.ask(VALUE)).isInstanceOf(AssetValue.class);
        }
        connectForDataFrom("127.0.0.2", user);
        connectForDataFrom("127.0.0.3", user);

        assertThat(master.waiting(VerifySession.class)).isEqualTo(2);
    }

    @Test
    void asksForEachOfManyNetworksAndEndsNoneOfThem() throws Exception {
        User user = newUser();
        int networks = Session.MOST_NETWORKS + 1;
        List<ClientStandIn> clients = new ArrayList<>();
        for (int network = 0; network < networks; network++) {
            clients.add(connectForDataFrom("127.0.1." + (network + 1), user));
        }

        for (ClientStandIn client : clients) {
            assertThat(client.ask(VALUE)).isInstanceOf(AssetValue.class);
        }

        assertThat(master.waiting(VerifySession.class)).isEqualTo(networks);
        connectForDataFrom("127.0.1." + networks, user);
        assertThat(master.waiting(VerifySession.class)).isEqualTo(networks);
        connectForDataFrom("127.0.1.1", user);
        assertThat(master.waiting(VerifySession.class)).isEqualTo(networks + 1);
    }

    @Test
    void endsASessionForAllNetworksWhenItIsRevoked() throws Exception {
        User user = newUser();
        List<ClientStandIn> clients =
                List.of(connectForDataFrom("127.0.0.2", user), connectForDataFrom("127.0.0.3", user));
        master.forget(user.session());

        master.push(revoked(user));
        untilPushesAreHeard();

        for (ClientStandIn client : clients) {
            assertThat(code(client.ask(VALUE))).isEqualTo(FailCode.BAD_SESSION);
        }
    }

    @Test
    void asksForASecondNetworkAlsoWhileTheFirstIsAskedFor() throws Exception {
        User user = newUser();
        master.hold(VerifySession.class);
        ClientStandIn home = connectFrom("127.0.0.2");
        ClientStandIn away = connectFrom("127.0.0.3");

        home.send(toData(user));
        Asked<VerifySession> first = master.next(VerifySession.class);
        away.send(toData(user));
        Asked<VerifySession> second = master.next(VerifySession.class);

        assertThat(second.record().client()).isEqualTo(ClientAddress.of(InetAddress.ofLiteral("127.0.0.3")));
        first.answer(verified(user));
        second.answer(new DataFail(FailCode.BAD_SESSION, "Not from there."));
        assertThat(home.reply(Instruction.SWITCH_STATE)).isInstanceOf(StateSwitchSuccess.class);
        assertThat(code(away.reply(Instruction.SWITCH_STATE))).isEqualTo(FailCode.BAD_SESSION);
    }

    @Test
    void asksAgainWhenTheSessionHasExpired() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.forget(user.session());

        Reply inTime = client.ask(VALUE);
        Reply late;
        try (var _ = clock.later(Duration.ofHours(2))) {
            late = client.ask(VALUE);
        }

        assertThat(inTime).isInstanceOf(AssetValue.class);
        assertThat(code(late)).isEqualTo(FailCode.BAD_SESSION);
    }

    @Test
    void asksAgainWhenTheSessionIsRevoked() throws Exception {
        User user = newUser();
        User other = newUser();
        ClientStandIn client = connectForData(user);
        ClientStandIn otherClient = connectForData(other);
        master.forget(user.session());
        master.forget(other.session());

        master.push(revoked(user));
        untilPushesAreHeard();

        assertThat(code(client.ask(VALUE))).isEqualTo(FailCode.BAD_SESSION);
        assertThat(otherClient.ask(VALUE)).isInstanceOf(AssetValue.class);
    }

    @Test
    void asksAgainOverANewLink() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.forget(user.session());

        breakLink();

        assertThat(code(client.ask(VALUE))).isEqualTo(FailCode.BAD_SESSION);
    }

    @Test
    void believesARevocationThatOvertakesTheAnswer() throws Exception {
        User user = newUser();
        master.hold(VerifySession.class);
        ClientStandIn client = connect();
        client.send(toData(user));
        Asked<VerifySession> asked = master.next(VerifySession.class);

        master.push(revoked(user));
        asked.answer(verified(user));
        Reply reply = client.reply(Instruction.SWITCH_STATE);

        assertThat(reply).isInstanceOf(StateSwitchFail.class);
        assertThat(code(reply)).isEqualTo(FailCode.BAD_SESSION);
        client.send(toData(user));
        Asked<VerifySession> again = master.next(VerifySession.class);
        assertThat(again.request()).isEqualTo(new VerifySession(user.session()));
        // A client that closes is still owed an answer, and the next test waits until none is.
        again.answer(verified(user));
    }

    @Test
    void refusesAnUnknownSessionByTheInstructionsFail() throws Exception {
        SessionId unknown = newSessionId();
        ClientStandIn client = connect();

        Reply login = client.ask(new LoginSession(unknown));
        Reply logout = client.ask(new Logout(unknown));
        Reply purchase = client.ask(new PurchaseAsset(unknown, Samples.AAPL, Quantity.of("1")));
        Reply info =
                connectForData(newUser()).ask(new GetUserInfo(unknown, newUser().name()));

        assertThat(login).isInstanceOf(LoginFail.class);
        assertThat(logout).isInstanceOf(LogoutFail.class);
        assertThat(purchase).isInstanceOf(PurchaseFail.class);
        assertThat(info).isInstanceOf(DataFail.class);
        assertThat(List.of(login, logout, purchase, info)).allMatch(reply -> code(reply) == FailCode.BAD_SESSION);
        assertThat(master.waiting(PurchaseAsset.class)).isZero();
    }

    @Test
    void keepsNoRefusal() throws Exception {
        User user = new User(newUser().name(), newSessionId());
        ClientStandIn client = connect();

        Reply before = client.ask(toData(user));
        master.know(user.session(), verified(user));
        Reply after = client.ask(toData(user));

        assertThat(code(before)).isEqualTo(FailCode.BAD_SESSION);
        assertThat(after).isInstanceOf(StateSwitchSuccess.class);
    }

    @Test
    void saysThatNobodyCanTellWhileTheMasterIsAway() throws Exception {
        User user = newUser();
        ClientStandIn client = connect();
        master.leave();
        Await.until(() -> !relay.isUp());

        Reply away = client.ask(toData(user));
        master.comeBack();
        Await.until(relay::isUp);
        Reply back = client.ask(toData(user));

        assertThat(code(away)).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(back).isInstanceOf(StateSwitchSuccess.class);
    }
}
