package io.papertrader.master.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.Lists;
import io.papertrader.master.asset.Resources;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordingTest {
    @Test
    void hasNothingOfASymbolThatIsNotRecorded() {
        assertThat(Recording.shipped(new AssetSymbol("SAP"))).isEmpty();
    }

    @Test
    void hasFiveYearsOfMostAssetsAndSaysWhatIsMissing() {
        assertThat(Recorded.days(new AssetSymbol("KO"))).hasSize(1259);
        Map<LocalDate, Asset> oracle = Recorded.days(new AssetSymbol("ORCL"));
        assertThat(oracle)
                .hasSize(1257)
                .doesNotContainKeys(LocalDate.parse("2013-07-15"), LocalDate.parse("2013-07-16"));
        assertThat(Recorded.days(new AssetSymbol("GOOG")).keySet()).first().isEqualTo(LocalDate.parse("2014-03-27"));
    }

    @Test
    void findsTheSameDaysAsReadingFromTheTop() {
        AssetSymbol symbol = new AssetSymbol("AAPL");
        List<String> dates = Resources.text("/market-data/daily/AAPL.csv")
                .orElseThrow()
                .lines()
                .skip(1)
                .map(row -> row.split(",", -1)[1])
                .toList();

        assertThat(Recorded.days(symbol).keySet())
                .extracting(LocalDate::toString)
                .containsExactlyElementsOf(dates);
    }

    @Test
    void hasNothingOnADayWithoutTradingAndNothingBehindTheLast() {
        Recording apple = Recording.shipped(new AssetSymbol("AAPL")).orElseThrow();
        LocalDate saturday = LocalDate.parse("2013-02-09");

        assertThat(apple.on(saturday)).isEmpty();
        assertThat(apple.dayAfter(saturday)).contains(LocalDate.parse("2013-02-11"));
        assertThat(apple.dayAfter(apple.lastDay())).isEmpty();
        assertThat(apple.on(apple.lastDay())).isPresent();
        assertThat(apple.on(apple.lastDay().plusDays(1))).isEmpty();
        assertThat(apple.dayAfter(LocalDate.EPOCH)).contains(apple.firstDay());
    }

    @Test
    void everyRecordedDayOfEveryListedAssetCanBeStored() {
        for (ListedAsset listed : Lists.builtIn().all()) {
            assertThat(Recorded.days(listed.symbol())).isNotEmpty().allSatisfy((day, asset) -> {
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
