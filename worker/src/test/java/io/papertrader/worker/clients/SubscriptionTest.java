package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.AssetRequest.UnsubscribeValues;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkReply.HeartbeatAnswer;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.papertrader.worker.TestClock;
import io.papertrader.worker.WorkerResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values told as they change. */
@QuarkusTest
class SubscriptionTest extends LinkedWorker {
    private static final int MANY = 4_000;
    private static Instant time = Samples.VALUE_TIME;

    private static AssetInfo next(AssetSymbol symbol, String value) {
        time = time.plusSeconds(5);
        return Samples.asset(symbol, value, time);
    }

    private static List<AssetValue> heard(ClientStandIn client) throws Exception {
        return ((ValuesChanged) client.event()).values();
    }

    @Test
    void tellsTheLatestValueAtOnceAndThenEachNewOne() throws Exception {
        ClientStandIn client = connectForData(newUser());

        assertThat(client.ask(new SubscribeValues(List.of(Samples.AAPL)))).isEqualTo(new Subscribed(false, 1));
        assertThat(heard(client)).extracting(AssetValue::symbol).containsExactly(Samples.AAPL);
        AssetInfo fresh = next(Samples.AAPL, "161.5");
        master.push(new ValuesUpdated(List.of(next(Samples.MSFT, "90"), fresh)));

        assertThat(heard(client)).containsExactly(fresh.toValue());
    }

    @Test
    void tellsOfAllWhereAllAreAskedFor() throws Exception {
        ClientStandIn client = connectForData(newUser());
        assertThat(client.ask(new SubscribeValues(List.of()))).isEqualTo(new Subscribed(true, 0));
        assertThat(heard(client)).extracting(AssetValue::symbol).contains(Samples.AAPL, Samples.MSFT);

        List<AssetInfo> update = List.of(next(Samples.MSFT, "91"), next(Samples.AAPL, "162"));
        master.push(new ValuesUpdated(update));

        assertThat(heard(client))
                .isEqualTo(update.stream().map(AssetInfo::toValue).toList());
    }

    @Test
    void doesNotCallStaleValuesTheLatest() throws Exception {
        ClientStandIn client = connectForData(newUser());
        master.answer(Heartbeat.class, request -> new HeartbeatAnswer(false));
        untilPushesAreHeard();
        try (TestClock.Later _ = clock.later(WorkerResource.STALE_AFTER.plusSeconds(1))) {
            Await.until(values::isStale);
            client.ask(new SubscribeValues(List.of(Samples.AAPL, Samples.MSFT)));
            AssetInfo fresh = next(Samples.AAPL, "161.5");
            master.push(new ValuesUpdated(List.of(fresh)));

            assertThat(heard(client))
                    .contains(fresh.toValue())
                    .extracting(AssetValue::symbol)
                    .containsExactly(Samples.AAPL, Samples.MSFT);
        }
    }

    @Test
    void tellsNothingMoreWhenItIsAskedNotTo() throws Exception {
        ClientStandIn client = connectForData(newUser());
        ClientStandIn other = connectForData(newUser());
        client.ask(new SubscribeValues(List.of()));
        other.ask(new SubscribeValues(List.of(Samples.AAPL)));
        heard(client);
        heard(other);

        assertThat(client.ask(new UnsubscribeValues())).isEqualTo(new Subscribed(false, 0));
        master.push(new ValuesUpdated(List.of(next(Samples.AAPL, "163"))));

        assertThat(heard(other)).hasSize(1);
        client.ask(new UnsubscribeValues());
        assertThat(client.events()).isZero();
    }

    @Test
    void refusesAnAssetWithoutAValue() throws Exception {
        ClientStandIn client = connectForData(newUser());

        Failure refusal = (Failure) client.ask(new SubscribeValues(List.of(Samples.AAPL, new AssetSymbol("NONE"))));

        assertThat(refusal.code()).isEqualTo(FailCode.UNKNOWN_ASSET);
    }

    @Test
    void tellsAClientThatReadsSlowlyTheNewestAndNotAllOfThoseBetween() throws Exception {
        ClientStandIn slow = connectForData(newUser());
        ClientStandIn quick = connectForData(newUser());
        slow.ask(new SubscribeValues(List.of()));
        heard(slow);
        quick.ask(new SubscribeValues(List.of()));
        heard(quick);
        List<AssetSymbol> symbols = IntStream.range(0, 64)
                .mapToObj(number -> new AssetSymbol("SLOW.%019d".formatted(number)))
                .toList();

        AssetInfo last = next(Samples.AAPL, "1");
        for (int update = 0; update < MANY; update++) {
            List<AssetInfo> values = new ArrayList<>();
            for (AssetSymbol symbol : symbols) {
                values.add(Samples.asset(symbol, Integer.toString(update + 1), time.plusSeconds(update)));
            }
            master.push(new ValuesUpdated(values));
            last = values.getLast();
            heard(quick);
        }

        int events = 0;
        List<AssetValue> values = List.of();
        while (!values.contains(last.toValue())) {
            values = heard(slow);
            events++;
        }
        assertThat(events).isLessThan(MANY);
        time = time.plusSeconds(MANY);
    }
}
