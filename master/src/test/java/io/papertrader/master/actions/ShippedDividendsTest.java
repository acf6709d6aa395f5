package io.papertrader.master.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.trade.LedgerCheck;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The replay that ships, with nothing set. */
@QuarkusTest
@TestProfile(ShippedDividendsTest.WithDividends.class)
class ShippedDividendsTest {
    public static final class WithDividends implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "papertrader.actions.shipped", "true",
                    "papertrader.replay.from", "2014-05-06",
                    "papertrader.replay.history", "1");
        }
    }

    @Inject
    Desk desk;

    @Inject
    Updates updates;

    @Inject
    AssetBoard board;

    @Inject
    LedgerCheck ledgerCheck;

    @Inject
    ActionList list;

    @Test
    void applesDividendIsPaidInSharesAsTheyAreInThePrices() {
        Trader trader = desk.newTrader();
        trader.place(trader.purchase("AAPL", "100"));
        updates.next();
        updates.next();
        assertThat(board.latestTime()).contains(Instant.parse("2014-05-07T20:00:00Z"));
        Money before = trader.funds().cash();
        assertThat(shown())
                .startsWith(
                        "2014-05-08 WAITING of shipped with the values",
                        "2014-08-07 WAITING of shipped with the values");

        updates.next();

        assertThat(trader.funds().cash().minus(before)).isEqualTo(Money.of("47"));
        assertThat(trader.holding("AAPL").quantity()).isEqualTo(Quantity.of("100"));
        assertThat(ledgerCheck.run().await().indefinitely().faults()).isEmpty();
        assertThat(shown())
                .startsWith(
                        "2014-05-08 DONE of shipped with the values", "2014-08-07 WAITING of shipped with the values");
    }

    /** The actions of Apple that there is something to tell of, by their days. */
    private List<String> shown() {
        return list.all().await().indefinitely().stream()
                .filter(known -> known.action().symbol().equals(new AssetSymbol("AAPL")))
                .map(known -> known.action().exDate() + " " + known.state() + " of " + known.source())
                .sorted()
                .toList();
    }
}
