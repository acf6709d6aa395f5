package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.codec.message.MarketReply.TradingHours.Hours;
import io.papertrader.codec.message.MarketRequest.GetAssetHours;
import io.papertrader.codec.message.MarketRequest.GetTradingHours;
import io.papertrader.codec.message.TransactionState;
import io.papertrader.master.Desk;
import io.papertrader.master.Trader;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.update.Updates;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Shares and a crypto currency over a weekend, each at the hours of its own market. */
@QuarkusTest
@TestProfile(MixedReplayTest.Mixed.class)
class MixedReplayTest {
    private static final String PRICES = """
            symbol,date,open,high,low,close,volume
            AAPL,2017-09-01,164.8,164.94,163.63,164.05,16591051
            AAPL,2017-09-05,163.75,164.25,160.56,162.08,29536314
            BTCUSD,2017-09-01,4735,4930,4680,4921,1
            BTCUSD,2017-09-02,4921,4975,4400,4578,1
            BTCUSD,2017-09-03,4578,4714,4416,4582,1
            BTCUSD,2017-09-04,4582,4591,3976,4236,1
            BTCUSD,2017-09-05,4236,4690,4120,4376,1
            """;

    public static final class Mixed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path folder = Files.createTempDirectory("papertrader-mixed");
                Path list = Files.writeString(
                        Files.createTempFile("papertrader-assets", ".csv"),
                        "symbol,name,currency,class\nAAPL,Apple,USD,us\nBTCUSD,Bitcoin,USD,crypto\n");
                Files.writeString(folder.resolve("prices.csv"), PRICES);
                return Map.of(
                        "papertrader.replay.folder", folder.toString(),
                        "papertrader.replay.history", "1",
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

    @Inject
    AssetBoard board;

    @Test
    void sharesWaitForTheirMarketWhileTheOtherGoesOn() {
        updates.next();
        assertThat(board.latestTime()).as("Saturday").contains(Instant.parse("2017-09-02T23:59:59.999Z"));
        Trader trader = desk.newTrader();
        TransactionId shares = trader.place(trader.purchase("AAPL", "1"));
        TransactionId coins = trader.place(trader.purchase("BTCUSD", "0.1"));
        assertThat(hours("BTCUSD")).isEqualTo(new Hours("ALWAYS", true, Optional.empty(), Optional.empty()));
        assertThat(hours("AAPL"))
                .as("Monday was a holiday")
                .isEqualTo(new Hours(
                        "XNYS",
                        false,
                        Optional.of(Instant.parse("2017-09-05T13:30:00Z")),
                        Optional.of(Instant.parse("2017-09-05T20:00:00Z"))));
        assertThat(((TradingHours) desk.ask(new GetTradingHours())).hours()).hasSize(2);

        updates.next();

        assertThat(trader.transaction(coins).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(trader.transaction(shares).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(trader.transaction(shares).state()).isEqualTo(TransactionState.QUEUED);
        updates.next();
        assertThat(trader.transaction(shares).state()).isEqualTo(TransactionState.SETTLED);
        assertThat(trader.holding("AAPL").value()).hasToString("162.08");
    }

    private Hours hours(String symbol) {
        return ((TradingHours) desk.ask(new GetAssetHours(new AssetSymbol(symbol))))
                .hours()
                .getFirst();
    }
}
