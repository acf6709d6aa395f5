package io.papertrader.worker.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.worker.Asked;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.Limits;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Limits.class)
class MasterLimitsTest extends LinkedWorker {
    private static final int ORDERS = 250;
    private static final int COMINGS = 12;

    @Inject
    MeterRegistry metrics;

    @Test
    void refusesThoseWhoAskForMoreThanTheirShareOfThePlacesAndNobodyElse() throws Exception {
        User user = newUser();
        User other = newUser();
        PurchaseAsset order = new PurchaseAsset(user.session(), Samples.AAPL, Quantity.of("1"));
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        ClientStandIn greedy = connect();
        greedy.ask(order);
        master.next(PurchaseAsset.class);
        master.hold(PurchaseAsset.class);

        long before = doors.requests();
        greedy.send(orders(order, ORDERS));
        Await.until(() -> doors.requests() == before + ORDERS);
        List<Asked<PurchaseAsset>> sent = next(Limits.PLACES);
        ClientStandIn modest = connect();
        modest.send(new PurchaseAsset(other.session(), Samples.MSFT, Quantity.of("1")));
        Await.until(() -> waiting() == Limits.PLACES + Limits.WAITING + 1);
        // Answers of the greedy one's last orders stand behind those that wait.
        master.answer(PurchaseAsset.class, request -> Samples.purchased());
        sent.forEach(one -> one.answer(Samples.purchased()));

        assertThat(modest.reply(Instruction.PURCHASE_ASSET)).isEqualTo(Samples.purchased());
        assertThat(accepted(greedy)).isEqualTo(Limits.PLACES + Limits.WAITING);
    }

    /** Otherwise whoever connects anew for each order would have a turn for each. */
    @Test
    void givesAnAccountOneTurnAlsoWhereItComesAnew() throws Exception {
        PurchaseAsset order = new PurchaseAsset(newUser().session(), Samples.AAPL, Quantity.of("1"));
        PurchaseAsset othersOrder = new PurchaseAsset(newUser().session(), Samples.MSFT, Quantity.of("1"));
        master.hold(PurchaseAsset.class);
        connect().send(orders(order, Limits.PLACES));
        List<Asked<PurchaseAsset>> sent = next(Limits.PLACES);
        for (int coming = 1; coming <= COMINGS; coming++) {
            int expected = Limits.PLACES + coming;
            try (ClientStandIn anew = connect()) {
                anew.send(order);
                Await.until(() -> waiting() == expected);
            }
            Await.until(() -> doors.size() == 1);
        }
        connect().send(othersOrder);
        Await.until(() -> waiting() == Limits.PLACES + COMINGS + 1);

        sent.forEach(one -> one.answer(Samples.purchased()));

        List<PurchaseAsset> inTurn =
                next(COMINGS + 1).stream().map(Asked::request).toList();
        assertThat(inTurn.indexOf(othersOrder)).isBetween(0, COMINGS / 2);
    }

    private List<Asked<PurchaseAsset>> next(int orders) throws InterruptedException {
        List<Asked<PurchaseAsset>> all = new ArrayList<>();
        for (int number = 0; number < orders; number++) {
            all.add(master.next(PurchaseAsset.class));
        }
        return all;
    }

    /**
     * Requests that wait for the link or for their answers; the modest one's has come behind all of the greedy one's.
     */
    private double waiting() {
        return metrics.get("papertrader.master.waiting").gauge().value();
    }

    private static PurchaseAsset[] orders(PurchaseAsset order, int count) {
        return Stream.generate(() -> order).limit(count).toArray(PurchaseAsset[]::new);
    }

    private static long accepted(ClientStandIn client) throws Exception {
        long accepted = 0;
        for (int number = 0; number < ORDERS; number++) {
            Reply reply = client.reply(Instruction.PURCHASE_ASSET);
            accepted += reply instanceof PurchaseSuccess ? 1 : 0;
            if (reply instanceof Failure failure) {
                assertThat(failure.code()).isEqualTo(FailCode.RATE_LIMITED);
            }
        }
        return accepted;
    }

    @Test
    void asksTheMasterSomethingWhenNoClientDoes() throws Exception {
        assertThat(master.next(Heartbeat.class)).isNotNull();
    }

    @Test
    void givesUpALinkOnWhichTheMasterFallsSilent() throws Exception {
        int hellos = master.hellos();

        master.fallSilent();

        Await.until(() -> master.hellos() > hellos);
    }
}
