package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Failure.PurchaseFail;
import io.papertrader.codec.message.Failure.StateSwitchFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionReply.StateSwitchSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Command state and data transfer state (specification 4.2). */
@QuarkusTest
class StateTest extends LinkedWorker {
    private static final GetAssetValueCurrent VALUE = new GetAssetValueCurrent(Samples.AAPL);

    private static PurchaseAsset purchase(User user) {
        return new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1"));
    }

    @Test
    void refusesDataRequestsInTheCommandState() throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.ask(VALUE);

        assertThat(reply).isInstanceOf(DataFail.class);
        assertThat(((Failure) reply).code()).isEqualTo(FailCode.WRONG_STATE);
    }

    @Test
    void refusesDataRequestsThatCarryASessionInTheCommandStateToo() throws Exception {
        User user = newUser();

        Reply reply = connect().ask(new GetUserInfo(user.session(), user.name()));

        assertThat(((Failure) reply).code()).isEqualTo(FailCode.WRONG_STATE);
        assertThat(master.waiting(VerifySession.class)).isZero();
    }

    @Test
    void refusesCommandsInTheDataStateByTheirOwnFail() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);

        Reply reply = client.ask(purchase(user));

        assertThat(reply).isInstanceOf(PurchaseFail.class);
        assertThat(((Failure) reply).code()).isEqualTo(FailCode.WRONG_STATE);
        assertThat(master.waiting(PurchaseAsset.class)).isZero();
    }

    @Test
    void answersDataRequestsByTheSessionThatTheSwitchBound() throws Exception {
        ClientStandIn client = connectForData(newUser());

        Reply reply = client.ask(VALUE);

        assertThat(reply).isInstanceOf(AssetValue.class);
    }

    @Test
    void bindsTheSessionOfTheLastSwitch() throws Exception {
        User first = newUser();
        User second = newUser();
        ClientStandIn client = connectForData(first);
        client.ask(toData(second));
        master.forget(second.session());
        master.push(revoked(second));
        untilPushesAreHeard();

        Reply reply = client.ask(VALUE);

        assertThat(((Failure) reply).code()).isEqualTo(FailCode.BAD_SESSION);
    }

    @Test
    void goesBackToTheCommandState() throws Exception {
        User user = newUser();
        ClientStandIn client = connectForData(user);
        master.answer(PurchaseAsset.class, request -> Samples.purchased());

        Reply reply = client.ask(toCommand(user));

        assertThat(reply).isEqualTo(new StateSwitchSuccess(ConnectionState.COMMAND));
        assertThat(client.ask(purchase(user))).isEqualTo(Samples.purchased());
        assertThat(((Failure) client.ask(VALUE)).code()).isEqualTo(FailCode.WRONG_STATE);
    }

    @Test
    void staysInItsStateWhenTheSwitchIsRefused() throws Exception {
        ClientStandIn client = connect();

        Reply reply = client.ask(toData(new User(newUser().name(), newSessionId())));

        assertThat(reply).isInstanceOf(StateSwitchFail.class);
        assertThat(((Failure) reply).code()).isEqualTo(FailCode.BAD_SESSION);
        assertThat(((Failure) client.ask(VALUE)).code()).isEqualTo(FailCode.WRONG_STATE);
    }

    @Test
    void judgesWhatFollowsASwitchByTheNewStateThoughTheMasterTakesItsTime() throws Exception {
        User user = newUser();
        master.hold(VerifySession.class);
        ClientStandIn client = connect();

        client.send(VALUE, toData(user), VALUE, purchase(user), toCommand(user), VALUE);
        Asked<VerifySession> asked = master.next(VerifySession.class);
        asked.answer(verified(user));

        assertThat(((Failure) client.reply(Instruction.GET_ASSET_VALUE_CURRENT)).code())
                .isEqualTo(FailCode.WRONG_STATE);
        assertThat(client.reply(Instruction.SWITCH_STATE))
                .isEqualTo(new StateSwitchSuccess(ConnectionState.DATA_TRANSFER));
        assertThat(client.reply(Instruction.GET_ASSET_VALUE_CURRENT)).isInstanceOf(AssetValue.class);
        assertThat(((Failure) client.reply(Instruction.PURCHASE_ASSET)).code()).isEqualTo(FailCode.WRONG_STATE);
        assertThat(client.reply(Instruction.SWITCH_STATE)).isEqualTo(new StateSwitchSuccess(ConnectionState.COMMAND));
        assertThat(((Failure) client.reply(Instruction.GET_ASSET_VALUE_CURRENT)).code())
                .isEqualTo(FailCode.WRONG_STATE);
    }

    @Test
    void goesOnReadingBehindASwitchThatWasRefused() throws Exception {
        ClientStandIn client = connect();

        client.send(toData(new User(newUser().name(), newSessionId())), new GetWorkers());

        assertThat(client.reply(Instruction.SWITCH_STATE)).isInstanceOf(StateSwitchFail.class);
        assertThat(client.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
    }

    @Test
    void givesTheListOfWorkersInBothStates() throws Exception {
        ClientStandIn client = connect();

        Reply before = client.ask(new GetWorkers());
        client.ask(toData(newUser()));
        Reply after = client.ask(new GetWorkers());

        assertThat(before).isInstanceOf(WorkerList.class).isEqualTo(after);
    }
}
