package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network on prices of this minute, with a stand-in where Kraken is. */
class LiveMarketIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void buysBitcoinAtThePriceOfThisMinuteAndNothingAtAnOldOne() throws Exception {
        try (KrakenStandIn kraken = new KrakenStandIn();
                RunningNetwork network = RunningNetwork.start(home, market("crypto", kraken.address()))) {
            assertThat(network.consoleText()).contains("live crypto values of kraken");
            user(network);
            await(() -> network.papertrader("ann", "quote", "BTC-USD").out().contains("64,250.1"));
            assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone())
                    .contains("Bitcoin", "Source: kraken");

            kraken.costs("64300.50000");
            await(() -> network.papertrader("ann", "quote", "BTC-USD").out().contains("64,300.5"));
            assertThat(network.papertrader("ann", "buy", "BTC/USD", "0.5", "--wait")
                            .expectDone())
                    .contains("SETTLED", "64,300.5", "kraken");
            assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                    .contains("clean");
            assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("kraken", "serves", "binance", "ETH-USD", "it does not know the asset");

            kraken.costs("0.00000");
            await(() ->
                    network.papertrader("ann", "buy", "BTC-USD", "0.1").err().contains("no fresh value"));
            assertThat(network.papertrader("ann", "quote", "BTC-USD").expectDone())
                    .contains("64,300.5");
        }
    }

    @Test
    void startsWithoutANetworkAndSaysSo() throws Exception {
        try (RunningNetwork network = RunningNetwork.start(home, market("kraken", "http://127.0.0.1:9"))) {
            assertThat(network.consoleText()).contains("live crypto values of kraken; there are none yet");
            user(network);

            assertThat(network.papertrader("ann", "buy", "BTC-USD", "1").err()).contains("no fresh value");
            assertThat(network.papertrader("op", "admin", "market", "show").expectDone())
                    .contains("cannot be reached");
        }
    }

    private static void user(RunningNetwork network) throws Exception {
        network.papertrader("ann", "register", "ann", "--email", "ann@example.org")
                .expectDone();
        network.papertrader("ann", "login", "ann").expectDone();
    }

    private static void await(Callable<Boolean> what) {
        Awaitility.await().atMost(SOON).until(what);
    }

    private static Map<String, String> market(String name, String kraken) {
        return Map.of(
                "PAPERTRADER_MARKET",
                name,
                "PAPERTRADER_MARKET_CRYPTO_STALE_AFTER",
                "4s",
                "PAPERTRADER_KRAKEN_ADDRESS",
                kraken,
                "PAPERTRADER_BINANCE_ADDRESS",
                "http://127.0.0.1:9");
    }
}
