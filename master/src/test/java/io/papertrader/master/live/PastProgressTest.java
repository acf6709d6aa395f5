package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PastProgressTest {
    private static final AssetSymbol BTC = new AssetSymbol("BTC-USD");
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 2);
    private static final Instant NOW = Instant.parse("2026-01-02T12:00:00Z");

    private final PastProgress progress = new PastProgress();

    @Test
    void failureOfOneProviderIsNoneOfAnother() {
        progress.failed("kraken", BTC, NOW);

        assertThat(progress.isDue("kraken", BTC, TODAY, NOW)).isFalse();
        assertThat(progress.isDue("binance", BTC, TODAY, NOW)).isTrue();
    }
}
