package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UntoldAssetsTest {
    private static final AssetSymbol ETH = new AssetSymbol("ETH-USD");
    private static final Set<AssetSymbol> ETHER = Set.of(ETH);
    private static final int LEAVE_AFTER = 3;
    private static final Duration RETURN_AFTER = Duration.ofMinutes(5);

    private final UntoldAssets untold = new UntoldAssets(LEAVE_AFTER, RETURN_AFTER);
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    private void krakenIsSilent(int times) {
        for (int answer = 0; answer < times; answer++) {
            untold.silent("kraken", ETHER, now);
        }
    }

    private void krakenTells() {
        untold.told("kraken", ETHER, now);
    }

    private void binanceStandsIn() {
        untold.stoodIn("binance", ETHER, ETHER);
    }

    private boolean isLeftToAnother() {
        return untold.isLeftToAnother(ETH, "kraken");
    }

    @Test
    void assetIsLeftAfterSeveralSilentAnswersInARow() {
        krakenIsSilent(LEAVE_AFTER - 1);
        krakenTells();
        krakenIsSilent(LEAVE_AFTER - 1);
        assertThat(untold.leftBy("kraken")).isEmpty();
        assertThat(untold.untoldBy("kraken", ETHER)).isEqualTo(Map.of(ETH, "it told of none"));

        krakenIsSilent(1);

        assertThat(untold.leftBy("kraken")).containsExactly(ETH);
        assertThat(untold.leftBy("binance")).isEmpty();
    }

    @Test
    void assetThatTheProviderDoesNotKnowIsLeftAtOnce() {
        untold.unknown("kraken", ETHER, now);

        assertThat(untold.leftBy("kraken")).containsExactly(ETH);
    }

    @Test
    void assetIsTheProvidersAgainWhenThatHasToldOfItForLong() {
        krakenIsSilent(LEAVE_AFTER);
        binanceStandsIn();
        krakenTells();
        now = now.plus(RETURN_AFTER).minusMillis(1);
        krakenTells();
        assertThat(isLeftToAnother()).isTrue();

        now = now.plusMillis(1);
        krakenTells();

        assertThat(isLeftToAnother()).isFalse();
        assertThat(untold.leftBy("kraken")).isEmpty();
    }

    @Test
    void silenceBeginsTheWaitAnew() {
        krakenIsSilent(LEAVE_AFTER);
        binanceStandsIn();
        krakenTells();
        krakenIsSilent(1);
        now = now.plus(RETURN_AFTER);

        krakenTells();

        assertThat(isLeftToAnother()).isTrue();
    }

    @Test
    void assetIsTheProvidersAgainAtOnceWhereNobodyStandsIn() {
        krakenIsSilent(LEAVE_AFTER);
        binanceStandsIn();
        untold.standsInNoMore("binance");

        krakenTells();

        assertThat(untold.leftBy("kraken")).isEmpty();
    }

    @Test
    void oneThatStandsInInVainRestsInPausesThatGrowToAnHour() {
        krakenIsSilent(LEAVE_AFTER - 1);
        assertThat(untold.mayBeToldBy("kraken", ETHER, now)).isEqualTo(ETHER);

        krakenIsSilent(1);
        assertRests(Duration.ofMinutes(1));
        krakenIsSilent(1);
        assertRests(Duration.ofMinutes(2));
        krakenIsSilent(20);
        assertRests(Duration.ofHours(1));
    }

    private void assertRests(Duration rest) {
        assertThat(untold.mayBeToldBy("kraken", ETHER, now.plus(rest).minusMillis(1)))
                .isEmpty();
        assertThat(untold.mayBeToldBy("kraken", ETHER, now.plus(rest))).isEqualTo(ETHER);
    }
}
