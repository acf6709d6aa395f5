package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bytes that nobody reads: an address has so many of them, and the worker as well. */
@QuarkusTest
@TestProfile(BudgetTest.Small.class)
class BudgetTest extends LinkedWorker {
    private static final long ADDRESS_BYTES = 1_024 * 1_024;
    private static final long WORKER_BYTES = 3 * ADDRESS_BYTES / 2;
    private static final int GREEDY = 60;
    private static final int GREEDY_PAGES = 500;
    private static final int PAGES = 40;
    private static final int ASSETS = 250;

    /** The answers that are given with or without room: a refusal for each connection. */
    private static final long SLACK = 64 * 1_024;

    /** A worker with room for few answers. */
    public static class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "papertrader.budget.address",
                    Long.toString(ADDRESS_BYTES),
                    "papertrader.budget.worker",
                    Long.toString(WORKER_BYTES));
        }
    }

    private static double bytes() {
        String metrics = RestAssured.get("/q/metrics").asString();
        return metrics.lines()
                .filter(line -> line.startsWith("papertrader_clients_bytes"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void manyAssets() throws Exception {
        master.push(new ValuesUpdated(IntStream.range(0, ASSETS)
                .mapToObj(number -> Samples.asset(new AssetSymbol("M" + number), "1", Samples.VALUE_TIME))
                .toList()));
        untilPushesAreHeard();
    }

    /** Members of one address who ask for page after page and read none. */
    private void greedy(int clients, String address) throws Exception {
        Buffer many = Buffer.buffer();
        for (int number = 0; number < GREEDY_PAGES; number++) {
            MessageCodec.encode(new GetAssetListPage(Cursor.START)).appendTo(many);
        }
        List<ClientStandIn> all = new ArrayList<>();
        for (int number = 0; number < clients; number++) {
            ClientStandIn client = connected(ClientStandIn.connect(ports.clients(), address));
            client.ask(toData(newUser()));
            all.add(client);
        }
        for (ClientStandIn client : all) {
            client.send(many);
        }
    }

    @Test
    void givesAnAddressNoMoreBytesThanItsOwn() throws Exception {
        manyAssets();
        greedy(GREEDY, "127.0.0.2");
        Await.until(() -> bytes() > ADDRESS_BYTES / 2.0);

        assertServed(ADDRESS_BYTES);
    }

    @Test
    void leavesRoomForOthersWhereManyTakeAllThatTheyCan() throws Exception {
        manyAssets();
        greedy(GREEDY, "127.0.0.2");
        greedy(GREEDY, "127.0.0.3");
        greedy(GREEDY, "127.0.0.4");
        Await.until(() -> bytes() > WORKER_BYTES / 2.0);

        assertServed(WORKER_BYTES);
    }

    @Test
    void cutsThoseWhoReadNothingWhereOthersWaitForRoom() throws Exception {
        manyAssets();
        for (int address = 1; address <= GREEDY; address++) {
            greedy(1, "127.0.1." + address);
        }

        assertServed(WORKER_BYTES);

        assertThat(doors.size()).isLessThan(GREEDY + 1);
    }

    private void assertServed(double mostBytes) throws Exception {
        ClientStandIn other = connectForData(newUser());
        for (int number = 0; number < PAGES; number++) {
            assertThat(other.ask(new GetAssetListPage(Cursor.START))).isInstanceOf(AssetListPage.class);
            assertThat(bytes()).isLessThan(mostBytes + SLACK);
        }
    }
}
