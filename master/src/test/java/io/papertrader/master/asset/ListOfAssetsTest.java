package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListOfAssetsTest {
    @TempDir
    Path folder;

    @Test
    void hasTheBuiltInAssetsWhereNoFileIsSet() {
        ListOfAssets list = Lists.builtIn();

        assertThat(list.all()).hasSize(43).allSatisfy(asset -> {
            assertThat(asset.name()).isNotBlank();
            assertThat(asset.currency()).isEqualTo("USD");
        });
        assertThat(list.find(new AssetSymbol("BRK.B"))).isPresent();
        assertThat(list.find(new AssetSymbol("NOPE"))).isEmpty();
    }

    @Test
    void readsOwnFileInItsOrder() throws IOException {
        Path file = Files.write(
                folder.resolve("own.csv"),
                List.of("symbol,name,currency", "# ours", "", "ZZZ,Last Inc.,USD", " AAA , First SE , EUR "));

        ListOfAssets list = Lists.of(file);

        assertThat(list.all())
                .containsExactly(
                        new ListedAsset(new AssetSymbol("ZZZ"), "Last Inc.", "USD"),
                        new ListedAsset(new AssetSymbol("AAA"), "First SE", "EUR"));
    }

    @Test
    void readsWhatASpreadsheetSaves() throws IOException {
        Path file = Files.writeString(
                folder.resolve("sheet.csv"),
                "\uFEFFSYMBOL,Name,Currency\r\n\"AMZN\",\"Amazon.com, Inc.\",USD\r\nKO,\"The \"\"Coca-Cola\"\" Company\",USD\r\n");

        assertThat(Lists.of(file).all())
                .containsExactly(
                        new ListedAsset(new AssetSymbol("AMZN"), "Amazon.com, Inc.", "USD"),
                        new ListedAsset(new AssetSymbol("KO"), "The \"Coca-Cola\" Company", "USD"));
    }

    @Test
    void passesOverCellsThatASpreadsheetLeavesEmpty() throws IOException {
        Path file = Files.write(
                folder.resolve("sheet.csv"),
                List.of("symbol,name,currency,class", "KO,Coca-Cola,USD,", ",,,", "\"\", ,", "PEP,Pepsi,USD,\" \""));

        assertThat(Lists.of(file).all())
                .containsExactly(
                        new ListedAsset(new AssetSymbol("KO"), "Coca-Cola", "USD"),
                        new ListedAsset(new AssetSymbol("PEP"), "Pepsi", "USD"));
    }

    @ParameterizedTest
    @CsvSource({
        "BRK.B, BRK.B",
        "BRK-B, BRK.B",
        "brk/b, BRK.B",
        "BRK_B, BRK.B",
        "BTC-USD, BTC-USD",
        "BTC/USD, BTC-USD",
        "BTCUSD, ''",
        "BRK.A, ''",
    })
    void findsAnAssetByAnySignBetweenThePartsOfItsSymbol(AssetSymbol typed, String listed) throws IOException {
        ListOfAssets list = Lists.of(Files.write(
                folder.resolve("list.csv"), List.of("BRK.B,Berkshire Hathaway,USD", "BTC-USD,Bitcoin,USD")));

        assertThat(list.find(typed).map(asset -> asset.symbol().value()).orElse(""))
                .isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AAPL,Apple| write symbol,name,currency",
                "AAPL,Apple,USD,more| class \"more\" is none of crypto, us, fx",
                "AAPL,Apple,USD,us,more| write symbol,name,currency,class",
                "AAPL,,USD| write symbol,name,currency",
                "AAPL,Apple,| write symbol,name,currency",
                "BRK-B,Berkshire again,USD| BRK-B is another spelling of BRK.B",
                "two words,Apple,USD| symbol must",
                ",Apple,USD| symbol must",
                "KO,Coca-Cola again,USD| KO stands twice",
                "BRK/B,Berkshire again,USD| BRK/B is another spelling of BRK.B, which stands above; leave one of them out",
                "AAPL,Apple,UNITED DOLLARS| currency must have at most 12 bytes",
                "AAPL,ApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApplApple,USD"
                        + "| name must have at most 96 bytes",
            })
    void refusesBadLineAndSaysWhichAndWhy(String line, String why) throws IOException {
        Path file = Files.write(
                folder.resolve("bad.csv"),
                List.of("symbol,name,currency", "KO,Coca-Cola,USD", "BRK.B,Berkshire,USD", line));

        assertThatThrownBy(() -> Lists.of(file))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining(file + ", line 4: ")
                .hasMessageContaining(why.strip());
    }

    @Test
    void saysWhichFileIsMissing() {
        Path missing = folder.resolve("missing.csv");

        assertThatThrownBy(() -> Lists.of(missing))
                .isInstanceOf(StartRefusal.class)
                .hasMessageContaining("list of assets")
                .hasMessageContaining(missing.toString());
    }
}
