package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetSymbolTest {
    @ParameterizedTest
    @CsvSource({"AAPL,AAPL", "aapl,AAPL", "brk.b,BRK.B", "0700.HK,0700.HK", "EURUSD=X,EURUSD=X", "BTC-USD,BTC-USD"})
    void takesSmallLettersAsCapitals(String text, String symbol) {
        assertThat(new AssetSymbol(text)).hasToString(symbol);
    }

    @ParameterizedTest
    @CsvSource({
        "BRK.B, BRK-B, true",
        "BRK.B, brk/b, true",
        "BRK.B, BRK_B, true",
        "BTC-USD, BTC/USD, true",
        "BTC-USD, BTCUSD, false",
        "BRK.B, BRKB, false",
        "BRK.B, BRK.A, false",
        "EURUSD=X, EURUSD.X, false",
        "A^B, A.B, false",
    })
    void takesAnySignBetweenTheParts(AssetSymbol one, AssetSymbol other, boolean isSame) {
        assertThat(one.isSameAssetAs(other)).isEqualTo(isSame);
        assertThat(other.isSameAssetAs(one)).isEqualTo(isSame);
        assertThat(one.folded().equals(other.folded())).isEqualTo(isSame);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "ABCDEFGHIJKLMNOPQRSTUVWX"})
    void takesOneTo24Characters(String symbol) {
        assertThat(new AssetSymbol(symbol).value()).isEqualTo(symbol);
    }

    // The last ones become ASCII letters as capitals: two spellings that nobody would expect to be one asset.
    @ParameterizedTest
    @ValueSource(strings = {"", "ABCDEFGHIJKLMNOPQRSTUVWXY", ".A", "A B", "A\n", "Ä", "ß", "ı", "ſ"})
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new AssetSymbol(text));
    }
}
