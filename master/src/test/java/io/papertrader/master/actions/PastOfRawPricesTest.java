package io.papertrader.master.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetValueMonth;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.master.Desk;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A replay of raw prices that begins behind one recorded split, on the day before another. */
@QuarkusTest
@TestProfile(PastOfRawPricesTest.Recorded.class)
class PastOfRawPricesTest {
    private static final String PRICES = """
            symbol,date,open,high,low,close,volume
            AAPL,2014-06-05,646.25,649.35,642.61,647.35,10445282
            AAPL,2014-06-06,650,651.25,644.48,645.57,12116671
            AAPL,2014-06-09,92.69,93.88,91.75,93.7,72875948
            USO,2020-04-27,2.28,2.3,2.13,2.19,256481266
            USO,2020-04-28,2.16,2.25,2.11,2.13,145993781
            USO,2020-04-29,18.01,18.22,17.46,18,22358639
            """;

    private static final String ACTIONS = """
            ,AAPL,2014-06-09,split,7,,
            ,USO,2020-04-29,split,1/8,,
            """;

    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final AssetSymbol OIL = new AssetSymbol("USO");

    public static final class Recorded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("papertrader-raw");
                Path list = Files.writeString(
                        Files.createTempFile("papertrader-raw", ".csv"), "AAPL,Apple,USD\nUSO,US Oil,USD\n");
                Files.writeString(folder.resolve("prices.csv"), PRICES);
                Files.writeString(folder.resolve("actions.csv"), ACTIONS);
                return Map.of(
                        "papertrader.replay.folder", folder.toString(),
                        "papertrader.replay.from", "2020-04-28",
                        "papertrader.replay.speed", "day",
                        "papertrader.actions.series", "raw",
                        "papertrader.asset.list", list.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Test
    void seriesOfBeforeTheFirstDayHaveNoCliffAndKnowNoSplitToCome() {
        assertThat(closes(new GetAssetValueMonth(APPLE, AsOf.parse("2014-06-30"))))
                .containsExactly("92.47857143", "92.22428571", "93.7");
        assertThat(closes(new GetAssetValueMonth(APPLE, AsOf.parse("2014-06-07"))))
                .as("a stretch that ends before the split tells of the shares of then")
                .containsExactly("647.35", "645.57");

        updates.next();
        assertThat(closes(new GetAssetValueWeek(OIL, AsOf.parse("2020-04-30"))))
                .as("the split is still to come")
                .containsExactly("2.19", "2.13");

        updates.next();
        assertThat(closes(new GetAssetValueWeek(OIL, AsOf.parse("2020-04-30"))))
                .as("it is carried out, and in the file: once")
                .containsExactly("17.52", "17.04", "18");
    }

    private List<String> closes(AssetRequest request) {
        return ((Series) desk.ask(request))
                .bars().stream().map(bar -> bar.close().toString()).toList();
    }
}
