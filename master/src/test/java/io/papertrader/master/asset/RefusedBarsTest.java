package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedBarsTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Instant.EPOCH;
    private final RefusedBars refused = new RefusedBars(metrics, () -> now);

    @Test
    void tellsOfTheLastOfEachAssetAndSourceTheLatestFirst() {
        refused.add(KO, "alpaca", 2, "twice");
        now = now.plusSeconds(1);
        refused.add(KO, "tiingo", "low");
        now = now.plusSeconds(1);
        refused.add(KO, "alpaca", "high");

        assertThat(refused.latest())
                .containsExactly(
                        new RefusedBar(KO, "alpaca", 3, "high", now),
                        new RefusedBar(KO, "tiingo", 1, "low", now.minusSeconds(1)));
        assertThat(metrics.counter("papertrader.bars.refused", "provider", "alpaca")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void keepsTheLatestOfMoreThanAnybodyReads() {
        for (int asset = 0; asset <= RefusedBars.MOST_KEPT; asset++) {
            now = now.plusSeconds(1);
            refused.add(new AssetSymbol("A" + asset), "replay", "low");
        }

        assertThat(refused.latest()).hasSize(RefusedBars.MOST_KEPT);
        assertThat(refused.latest().getFirst().symbol()).isEqualTo(new AssetSymbol("A" + RefusedBars.MOST_KEPT));
        assertThat(refused.latest()).extracting(RefusedBar::symbol).doesNotContain(new AssetSymbol("A0"));
    }
}
