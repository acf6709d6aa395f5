package io.papertrader.master.trade;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.GetAssetValueWeek;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.TradeReply.OrderPlaced;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Assets by any spelling of their symbols, and by what they are called. */
@QuarkusTest
class SymbolTest {
    private static final AssetSymbol BRK_B = new AssetSymbol("BRK.B");

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @BeforeEach
    void update() {
        updates.next();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BRK.B", "BRK-B", "brk/b", "BRK_B"})
    void answersWithTheListsSpelling(AssetSymbol typed) {
        assertThat(((AssetInfo) desk.ask(new GetAssetInfo(typed))).asset().symbol())
                .isEqualTo(BRK_B);
        assertThat(((AssetValue) desk.ask(new GetAssetValueCurrent(typed))).symbol())
                .isEqualTo(BRK_B);
        Series week = (Series) desk.ask(new GetAssetValueWeek(typed, AsOf.parse("2013-06-14")));
        assertThat(week.symbol()).isEqualTo(BRK_B);
        assertThat(week.bars()).hasSize(5);
    }

    @Test
    void ordersOfAnySpellingAreOfOneAsset() {
        Trader trader = desk.newTrader();
        trader.buy("BRK-B", "2");
        trader.buy("BRK/B", "3");
        updates.next();
        trader.sell("brk_b", "1");
        updates.next();

        assertThat(trader.holding("BRK.B").quantity()).isEqualTo(Quantity.of("4"));
        assertThat(trader.funds().holdings()).hasSize(1);
        assertThat(trader.history()).hasSize(3).allMatch(past -> past.symbol().equals(BRK_B));
    }

    @Test
    void anOrderSentAgainInAnotherSpellingIsTheSameOrder() {
        Trader trader = desk.newTrader();
        TransactionId id = new TransactionId(new UUID(desk.now().toEpochMilli() << 16 | 0x7000, 1));

        Reply first = desk.ask(trader.purchase(id, "BRK-B", "2"));
        Reply again = desk.ask(trader.purchase(id, "BRK/B", "2"));
        updates.next();
        Reply later = desk.ask(trader.purchase(id, "BRK.B", "2"));

        assertThat(List.of(first, again, later)).containsOnly(new OrderPlaced(id, TransactionState.QUEUED));
        assertThat(trader.holding("BRK.B").quantity()).isEqualTo(Quantity.of("2"));
    }

    @Test
    void saysWhatWasProbablyMeant() {
        Trader trader = desk.newTrader();
        String meant = "APPL is not on the list of assets; did you mean AAPL (Apple Inc.)?";

        for (Reply reply : List.of(
                desk.ask(new GetAssetInfo(new AssetSymbol("appl"))),
                trader.buy("APPL", "1"),
                trader.sell("APPL", "1"))) {
            assertThat(((Failure) reply).code()).isEqualTo(FailCode.UNKNOWN_ASSET);
            assertThat(((Failure) reply).reason()).isEqualTo(meant);
        }
    }

    @Test
    void searchesWhatHasAValue() {
        assertThat(search("coca cola")).extracting(Match::symbol).containsExactly(new AssetSymbol("KO"));
        assertThat(search("brk-b")).extracting(Match::symbol).containsExactly(BRK_B);
        assertThat(search("SAP")).isEmpty();
    }

    private List<Match> search(String text) {
        return ((AssetMatches) desk.ask(new SearchAssets(text))).matches();
    }
}
