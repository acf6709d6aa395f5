package io.papertrader.master.actions;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.master.asset.Markets;
import io.papertrader.master.replay.ReplayConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Splits by hand, which would multiply wealth where prices have them already. */
class SplitsInPricesTest {
    private static final Map<String, String> OWN_FOLDER = Map.of("papertrader.replay.folder", "values");
    private static final Map<String, String> RAW = Map.of("papertrader.actions.series", "raw");
    private static final Map<String, String> ADJUSTED = Map.of("papertrader.actions.series", "split-adjusted");
    private static final Map<String, String> ADJUSTED_ON = Map.of("papertrader.actions.adjusted-on", "2018-02-07");

    @Test
    void areInThePricesThatShipWhateverIsSaid() {
        assertHas(prices("replay", Map.of(), Map.of()), "2014-06-09");
        assertHas(prices("replay", RAW, ADJUSTED_ON), "2020-08-31");
    }

    @Test
    void areInAdjustedPricesUpToTheDayOfTheAdjustment() {
        assertHas(prices("replay", OWN_FOLDER, ADJUSTED), "2014-06-09");
        assertHas(prices("us", Map.of(), ADJUSTED), "2014-06-09");
        SplitsInPrices untilThen = prices("us", ADJUSTED, ADJUSTED_ON);
        assertHas(untilThen, "2018-02-07");
        assertThat(untilThen.refusal(LocalDate.parse("2018-02-07")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("already, up to 2018-02-07:"));
        assertHasNot(untilThen, "2018-02-08");
    }

    @Test
    void areNotInRawPricesNorInThoseOfToday() {
        assertHasNot(prices("replay", OWN_FOLDER, RAW), "2014-06-09");
        assertHasNot(prices("us", Map.of(), Map.of()), "2026-06-09");
    }

    @Test
    void haveToBeSpokenOfWhereNobodyCanKnow() {
        assertThat(prices("replay", OWN_FOLDER, Map.of()).refusal(LocalDate.parse("2014-06-09")))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("PAPERTRADER_ACTIONS_SERIES"));
    }

    private static void assertHas(SplitsInPrices prices, String day) {
        assertThat(prices.have(LocalDate.parse(day))).isTrue();
        assertThat(prices.refusal(LocalDate.parse(day))).isPresent();
    }

    private static void assertHasNot(SplitsInPrices prices, String day) {
        assertThat(prices.have(LocalDate.parse(day))).isFalse();
        assertThat(prices.refusal(LocalDate.parse(day))).isEmpty();
    }

    private static SplitsInPrices prices(String market, Map<String, String> some, Map<String, String> more) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ActionsConfig.class)
                .withMapping(ReplayConfig.class)
                .withDefaultValues(some)
                .withDefaultValues(more)
                .build();
        return new SplitsInPrices(
                config.getConfigMapping(ActionsConfig.class),
                config.getConfigMapping(ReplayConfig.class),
                Markets.named(market));
    }
}
