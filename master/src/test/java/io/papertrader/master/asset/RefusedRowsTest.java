package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedRowsTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private Instant now = Instant.EPOCH;
    private final RefusedRows refused = new RefusedRows(metrics, () -> now);

    @Test
    void tellsOfTheLastOfEachAssetAndSourceTheLatestFirst() {
        refused.addBars(KO, "alpaca", 2, "twice");
        now = now.plusSeconds(1);
        refused.addBar(KO, "tiingo", "low");
        now = now.plusSeconds(1);
        refused.addBar(KO, "alpaca", "high");

        assertThat(refused.latest())
                .containsExactly(
                        new RefusedRow(KO, "alpaca", RefusedRow.Kind.BARS, 3, "high", now),
                        new RefusedRow(KO, "tiingo", RefusedRow.Kind.BARS, 1, "low", now.minusSeconds(1)));
        assertThat(metrics.counter("papertrader.bars.refused", "provider", "alpaca")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void toldByKindSinceABarSaysNothingOfACorporateAction() {
        refused.addBars(KO, "alpaca", 2, "low");
        refused.addAction(KO, "alpaca", "a split: there is no ex_date");

        assertThat(refused.latest())
                .containsExactly(
                        new RefusedRow(KO, "alpaca", RefusedRow.Kind.BARS, 2, "low", now),
                        new RefusedRow(KO, "alpaca", RefusedRow.Kind.ACTIONS, 1, "a split: there is no ex_date", now));
        assertThat(metrics.counter("papertrader.actions.refused", "provider", "alpaca")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void keepsTheLatestOfMoreThanAnybodyReads() {
        for (int asset = 0; asset <= RefusedRows.MOST_KEPT; asset++) {
            now = now.plusSeconds(1);
            refused.addBar(new AssetSymbol("A" + asset), "replay", "low");
        }

        assertThat(refused.latest()).hasSize(RefusedRows.MOST_KEPT);
        assertThat(refused.latest().getFirst().symbol()).isEqualTo(new AssetSymbol("A" + RefusedRows.MOST_KEPT));
        assertThat(refused.latest()).extracting(RefusedRow::symbol).doesNotContain(new AssetSymbol("A0"));
    }
}
