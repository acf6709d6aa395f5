package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final AssetSymbol KO = new AssetSymbol("KO");
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Wanted wanted = new Wanted(Lists.builtIn(), new Markets("us"), () -> now);

    @Test
    void followsAnAssetForSomeTime() {
        wanted.note(KO);

        assertThat(wanted.has(KO)).isTrue();
        assertThat(wanted.has(AAPL)).isFalse();
        now = now.plus(Duration.ofMinutes(15));
        assertThat(wanted.has(KO)).isFalse();
        wanted.note(List.of(KO, AAPL));
        assertThat(wanted.has(KO)).isTrue();
    }

    @Test
    void knowsAnAssetByAnySpellingAndNothingThatIsNotListed() {
        wanted.note(List.of(new AssetSymbol("BRK-B"), new AssetSymbol("NONE")));

        assertThat(wanted.has(new AssetSymbol("BRK.B"))).isTrue();
        assertThat(wanted.has(new AssetSymbol("NONE"))).isFalse();
    }
}
