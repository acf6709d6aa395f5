package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Quantity;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.Limits;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Limits.class)
class MasterLimitsTest extends LinkedWorker {
    private static final int ORDERS = 250;

    @Test
    void refusesAtOnceWhatIsTooMuchToWaitForTheMaster() throws Exception {
        User user = newUser();
        PurchaseAsset order = new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1"));
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        ClientStandIn first = connect();
        ClientStandIn second = connect();
        first.ask(order);
        master.next(PurchaseAsset.class);
        master.hold(PurchaseAsset.class);

        long before = listener.requests();

        first.send(orders(order));
        second.send(orders(order));
        Await.until(() -> listener.requests() == before + 2 * ORDERS);
        List<Asked<PurchaseAsset>> waiting = new ArrayList<>();
        for (int number = 0; number < Limits.WAITING; number++) {
            waiting.add(master.next(PurchaseAsset.class));
        }
        Reply beyond = connect().ask(new GetWorkers());
        waiting.forEach(one -> one.answer(Samples.purchased()));
        long accepted = accepted(first) + accepted(second);

        assertThat(((Failure) beyond).code()).isEqualTo(FailCode.UNAVAILABLE);
        assertThat(accepted).isEqualTo(Limits.WAITING);
        assertThat(master.waiting(PurchaseAsset.class)).isZero();
        assertThat(first.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
    }

    private static PurchaseAsset[] orders(PurchaseAsset order) {
        return Stream.generate(() -> order).limit(ORDERS).toArray(PurchaseAsset[]::new);
    }

    private static long accepted(ClientStandIn client) throws Exception {
        long accepted = 0;
        for (int number = 0; number < ORDERS; number++) {
            accepted += client.reply(Instruction.PURCHASE_ASSET) instanceof PurchaseSuccess ? 1 : 0;
        }
        return accepted;
    }

    @Test
    void asksTheMasterSomethingWhenNoClientDoes() throws Exception {
        assertThat(master.next(GetWorkers.class)).isNotNull();
    }

    @Test
    void givesUpALinkOnWhichTheMasterFallsSilent() throws Exception {
        int hellos = master.hellos();

        master.fallSilent();

        Await.until(() -> master.hellos() > hellos);
    }
}
