package io.papertrader.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.Samples;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assets by any spelling of their symbols, and by what they are called: answered without the master. */
@QuarkusTest
class SpellingTest extends LinkedWorker {
    private static final AssetSymbol BRK_B = new AssetSymbol("BRK.B");
    private static final AssetInfo BERKSHIRE = Samples.asset(BRK_B, "199.13", Samples.VALUE_TIME);

    private ClientStandIn client;

    @BeforeEach
    void hearOfBerkshire() throws Exception {
        client = connectForData(newUser());
        master.push(new ValuesUpdated(List.of(BERKSHIRE)));
        untilPushesAreHeard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRK.B", "BRK-B", "brk/b", "BRK_B"})
    void answersWithTheListsSpelling(AssetSymbol typed) throws Exception {
        assertThat(client.ask(new GetAssetInfo(typed))).isEqualTo(BERKSHIRE);
        assertThat(client.ask(new GetAssetValueCurrent(typed))).isEqualTo(BERKSHIRE.toValue());
        assertThat(master.waiting(GetAssetInfo.class)).isZero();
        assertThat(master.waiting(GetAssetValueCurrent.class)).isZero();
    }

    @Test
    void tellsValuesUnderTheListsSpelling() throws Exception {
        assertThat(client.ask(new SubscribeValues(List.of(new AssetSymbol("BRK/B")))))
                .isEqualTo(new Subscribed(false, 1));
        AssetInfo next = Samples.asset(BRK_B, "200", Samples.VALUE_TIME.plusSeconds(5));

        assertThat(heard()).extracting(AssetValue::symbol).containsExactly(BRK_B);
        master.push(new ValuesUpdated(List.of(next)));

        assertThat(heard()).containsExactly(next.toValue());
    }

    private List<AssetValue> heard() throws Exception {
        return ((ValuesChanged) client.event()).values();
    }

    @Test
    void saysWhatWasProbablyMeantWhereThereIsNoValue() throws Exception {
        Await.until(() -> !search("aapl").isEmpty());

        Failure refusal = (Failure) client.ask(new SubscribeValues(List.of(Samples.MSFT, new AssetSymbol("APPL"))));

        assertThat(refusal.code()).isEqualTo(FailCode.UNKNOWN_ASSET);
        assertThat(refusal.reason()).isEqualTo("There is no value of APPL; did you mean AAPL (AAPL Inc.)?");
    }

    @Test
    void searchesWithoutTheMaster() throws Exception {
        Await.until(() -> search("brk").equals(List.of(new Match(BRK_B, "BRK.B Inc.", "USD"))));
        assertThat(search("inc aapl")).extracting(Match::symbol).containsExactly(Samples.AAPL);
        assertThat(search("nothing")).isEmpty();
        assertThat(master.waiting(SearchAssets.class)).isZero();
    }

    @Test
    void findsAnAssetThatIsNewOnTheList() throws Exception {
        AssetSymbol fresh = new AssetSymbol("NEW-ONE");
        master.push(new ValuesUpdated(List.of(Samples.asset(fresh, "1", Samples.VALUE_TIME))));

        Await.until(() -> search("newone").stream().map(Match::symbol).toList().equals(List.of(fresh)));
    }

    private List<Match> search(String text) throws Exception {
        return ((AssetMatches) client.ask(new SearchAssets(text))).matches();
    }
}
