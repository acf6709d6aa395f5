package io.papertrader.node.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetIndexTest {
    private static final AssetIndex INDEX = new AssetIndex(List.of(
            asset("AAPL", "Apple Inc."),
            asset("APLE", "Apple Hospitality REIT"),
            asset("BRK.A", "Berkshire Hathaway (Class A)"),
            asset("BRK.B", "Berkshire Hathaway (Class B)"),
            asset("BTC-USD", "Bitcoin"),
            asset("ETH-USD", "Ether"),
            asset("GOOG", "Alphabet Inc. (Class C)"),
            asset("GOOGL", "Alphabet Inc. (Class A)"),
            asset("KO", "Coca-Cola Company"),
            asset("MC.PA", "LVMH Moët Hennessy Louis Vuitton"),
            asset("MCD", "McDonald's"),
            asset("T", "AT&T Inc."),
            asset("BAYN.DE", "Bayer Straße"),
            asset("V", "Visa Inc.")));

    private static Match asset(String symbol, String name) {
        return new Match(new AssetSymbol(symbol), name, "USD");
    }

    private static List<String> search(String text) {
        return symbols(INDEX.search(text, any -> true));
    }

    private static List<String> symbols(List<Match> matches) {
        return matches.stream().map(match -> match.symbol().value()).toList();
    }

    private static String meant(String symbol) {
        return INDEX.unknown(new AssetSymbol(symbol));
    }

    @ParameterizedTest
    @CsvSource({
        "aapl, AAPL",
        "APPLE, AAPL APLE",
        "apple inc, AAPL",
        "inc apple, AAPL",
        "hath berk, BRK.A BRK.B",
        "brk/b, BRK.B",
        "BRK B, BRK.B BRK.A",
        "brkb, BRK.B",
        "btcusd, BTC-USD",
        "usd, BTC-USD ETH-USD",
        "coca-cola, KO",
        "coca cola, KO",
        "cocacola, KO",
        "moet, MC.PA",
        "MOËT, MC.PA",
        "strasse, BAYN.DE",
        "at&t, T",
        "att, T",
        "mcdonalds, MCD",
        "class b, BRK.B BRK.A",
    })
    void findsByWordsOfSymbolAndName(String text, String symbols) {
        assertThat(search(text)).containsExactly(symbols.split(" "));
    }

    @Test
    void putsTheBestFirst() {
        assertThat(search("goog")).containsExactly("GOOG", "GOOGL");
        assertThat(search("v")).startsWith("V");
        assertThat(search("a")).startsWith("AAPL", "APLE");
        assertThat(search("bitcoin")).containsExactly("BTC-USD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "apple nothing", "pple", "--", "1"})
    void findsNothingWhereAWordBeginsNone(String text) {
        assertThat(search(text)).isEmpty();
    }

    @Test
    void findsOnlyWhatIsShownAndNoMoreThanAPage() {
        AssetIndex many = new AssetIndex(
                IntStream.range(0, 100).mapToObj(i -> asset("S" + i, "Same")).toList());

        assertThat(many.search("same", any -> true)).hasSize(AssetMatches.MOST);
        assertThat(symbols(many.search("same", match -> match.symbol().value().equals("S77"))))
                .containsExactly("S77");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPL | AAPL (Apple Inc.) or APLE (Apple Hospitality REIT)",
                "AALP | AAPL (Apple Inc.)",
                "AAPLE | AAPL (Apple Inc.) or APLE (Apple Hospitality REIT)",
                "AAPL.US | AAPL (Apple Inc.)",
                "APPLE | APLE (Apple Hospitality REIT) or AAPL (Apple Inc.)",
                "BTCUSD | BTC-USD (Bitcoin)",
                "BRKB | BRK.B (Berkshire Hathaway (Class B)) or BRK.A (Berkshire Hathaway (Class A))",
                "GOOGLE | GOOGL (Alphabet Inc. (Class A))",
                "BITCOIN | BTC-USD (Bitcoin)",
                "COCACOLA | KO (Coca-Cola Company)",
                "GOO | GOOG (Alphabet Inc. (Class C)) or GOOGL (Alphabet Inc. (Class A))",
            })
    void saysWhatWasProbablyMeant(String typed, String meant) {
        assertThat(meant(typed)).isEqualTo(typed + " is not on the list of assets; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOPE", "X", "QQ", "ZZZZZZZZZZZZZZZZZZZZZZZZ"})
    void suggestsNothingWhereNothingIsLikeIt(String typed) {
        assertThat(meant(typed)).isEqualTo(typed + " is not on the list of assets.");
    }

    @Test
    void namesThreeAtMost() {
        AssetIndex many = new AssetIndex(IntStream.rangeClosed('A', 'Z')
                .mapToObj(letter -> asset("AB" + (char) letter, "Number " + letter))
                .toList());

        assertThat(many.unknown(new AssetSymbol("AB1")))
                .isEqualTo(
                        "AB1 is not on the list of assets; did you mean ABA (Number 65), ABB (Number 66) or ABC (Number 67)?");
    }

    @Test
    void knowsNothingOfAnEmptyList() {
        AssetIndex none = new AssetIndex(List.of());

        assertThat(none.search("a", any -> true)).isEmpty();
        assertThat(none.meant(new AssetSymbol("AAPL"))).isEqualTo(".");
    }
}
