package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.LinkRequest.NoteWanted;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The master hears which assets clients want, although they are answered from memory. */
@QuarkusTest
class InterestReportTest extends LinkedWorker {
    private static final AssetSymbol ASKED = new AssetSymbol("ASKED");
    private static final AssetSymbol WATCHED = new AssetSymbol("WATCHED");
    private static final AssetSymbol LEFT = new AssetSymbol("LEFT");

    private ClientStandIn client;

    @BeforeEach
    void list() throws Exception {
        client = connectForData(newUser());
        for (AssetSymbol symbol : List.of(ASKED, WATCHED, LEFT)) {
            master.push(new ValuesUpdated(List.of(Samples.asset(symbol, "10", Samples.VALUE_TIME))));
            Await.until(() -> values.find(symbol).isPresent());
        }
    }

    @Test
    void tellsWhatWasAskedForAndWhatIsWatched() throws Exception {
        client.ask(new GetAssetValueCurrent(ASKED));
        client.ask(new SubscribeValues(List.of(WATCHED)));

        List<AssetSymbol> told = new ArrayList<>();
        while (!told.containsAll(List.of(ASKED, WATCHED))) {
            told.addAll(master.next(NoteWanted.class).request().assets());
        }
        assertThat(told).doesNotContain(LEFT);
    }
}
