package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Money;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketDataFileTest {
    @Test
    void hasNothingOfASymbolThatIsNotRecorded() {
        assertThat(MarketDataFile.daily(new AssetSymbol("SAP"))).isEmpty();
    }

    @Test
    void hasFiveYearsOfMostAssetsAndSaysWhatIsMissing() {
        assertThat(MarketDataFile.daily(new AssetSymbol("KO"))).hasSize(1259);
        Map<LocalDate, Asset> oracle = MarketDataFile.daily(new AssetSymbol("ORCL"));
        assertThat(oracle)
                .hasSize(1257)
                .doesNotContainKeys(LocalDate.parse("2013-07-15"), LocalDate.parse("2013-07-16"));
        assertThat(MarketDataFile.daily(new AssetSymbol("GOOG")).keySet())
                .first()
                .isEqualTo(LocalDate.parse("2014-03-27"));
    }

    @Test
    void everyRecordedDayOfEveryListedAssetCanBeStored() {
        for (ListedAsset listed : new ListOfAssets(Settings.builtIn(0)).all()) {
            assertThat(MarketDataFile.daily(listed.symbol())).isNotEmpty().allSatisfy((day, asset) -> {
                assertThat(asset.symbol()).isEqualTo(listed.symbol());
                assertThat(asset.close()).isGreaterThan(Money.ZERO);
                assertThat(asset.low().units())
                        .isPositive()
                        .isLessThanOrEqualTo(asset.high().units());
                assertThat(asset.close().units())
                        .isBetween(
                                asset.low().units() - Money.of("0.01").units(),
                                asset.high().units() + Money.of("0.01").units());
            });
        }
    }
}
