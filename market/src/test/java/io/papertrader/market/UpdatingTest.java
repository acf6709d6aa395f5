package io.papertrader.market;

import static io.papertrader.market.Trader.ANN;
import static io.papertrader.market.Trader.KO;
import static io.papertrader.market.Trader.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.Command.UpdateValues;
import io.papertrader.market.MarketEvent.OrderFilled;
import io.papertrader.market.MarketEvent.QuoteSetAside;
import io.papertrader.market.MarketEvent.Refused;
import io.papertrader.market.MarketEvent.ValuesUpdated;
import io.papertrader.vocabulary.CurrencyCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdatingTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"NONE 1,UNKNOWN_ASSET", "KO 0,NOT_POSITIVE", "KO -1,NOT_POSITIVE"})
    void setsABadQuoteAsideAndTakesTheOthers(String bad, QuoteFault fault) {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);

        List<MarketEvent> events = trader.bring(bad, "FUND 5");

        assertThat(events.getFirst()).isEqualTo(new QuoteSetAside(trader.quote(bad), fault));
        assertThat(((ValuesUpdated) events.getLast()).quotes()).containsExactly(trader.quote("FUND 5"));
        assertThat(trader.slice(10)).hasSize(1);
    }

    @Test
    void takesTheFirstOfTwoQuotesOfAnAsset() {
        Trader trader = Trader.withCash();

        List<MarketEvent> events = trader.bring("KO 11", "KO 12");

        assertThat(events.getFirst()).isEqualTo(new QuoteSetAside(trader.quote("KO 12"), QuoteFault.TWICE));
        assertThat(((ValuesUpdated) events.getLast()).quotes()).containsExactly(trader.quote("KO 11"));
    }

    @Test
    void takesNoQuoteThatIsNotLaterThanTheLast() {
        Trader trader = Trader.withCash();
        var repeated = trader.quote("KO 10");
        trader.buy(1, "1", KO);
        trader.now = trader.now.plusSeconds(5);

        List<MarketEvent> events = trader.market.execute(new UpdateValues(2, 1, List.of(repeated), trader.now));

        assertThat(events.getFirst()).isEqualTo(new QuoteSetAside(repeated, QuoteFault.NOT_LATER));
        assertThat(trader.slice(10)).hasSize(1);
        assertThat(trader.ann().openOrders()).hasSize(1);
    }

    @Test
    void tradesAnAssetThatHasTheNameOfACurrency() {
        Trader trader = Trader.withCash();
        trader.buy(1, "1", KO);

        OrderFilled filled = (OrderFilled) trader.update("KO 10").get(1);

        assertThat(filled.fill().transfers(new CurrencyCode("KO")))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void refusesAnUpdateThatIsNotTheNext() {
        Trader trader = Trader.withCash();

        assertRefused(trader.one(new UpdateValues(1, 0, List.of(), trader.now)), RefuseReason.WRONG_UPDATE);
        assertRefused(trader.one(new UpdateValues(3, 0, List.of(), trader.now)), RefuseReason.WRONG_UPDATE);
    }

    @Test
    void refusesAnUpdateWhileTheLastIsBeingCleared() {
        Trader trader = Trader.inNewMarket();
        trader.open(ANN, USD, "1000");
        trader.bring("KO 10");

        assertRefused(trader.bring("KO 11").getFirst(), RefuseReason.STILL_CLEARING);
    }

    private static void assertRefused(MarketEvent event, RefuseReason reason) {
        assertThat(((Refused) event).reason()).isEqualTo(reason);
    }
}
