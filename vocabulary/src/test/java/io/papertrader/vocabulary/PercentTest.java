package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class PercentTest {
    static final List<Long> SEEDS = Seeds.of(20);

    @Test
    void givesPercentOfAWhole() {
        assertThat(Percent.of(Money.of("1"), Money.of("3"))).hasToString("33.33333333");
        assertThat(Percent.of(Money.of("-1"), Money.of("4"))).hasToString("-25");
        assertThat(Percent.of(Money.of("1"), Money.ZERO)).isEqualTo(new Percent(0));
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void givesAShareAsBigDecimalDoes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Percent percent = new Percent(random.nextLong(-5, 2_000_000_000L) >> random.nextInt(32));
            Money whole = new Money(random.nextLong() >> random.nextInt(64));

            BigDecimal share = new BigDecimal(whole.toString())
                    .multiply(new BigDecimal(percent.toString()))
                    .divide(BigDecimal.valueOf(100), 8, RoundingMode.HALF_EVEN);
            if (share.unscaledValue().bitLength() < Long.SIZE) {
                assertThat(percent.share(whole))
                        .isEqualTo(new Money(share.unscaledValue().longValueExact()));
            } else {
                assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> percent.share(whole));
            }
        }
    }

    @ParameterizedTest(name = "{0} percent of {1} are {2}")
    @CsvSource({"0.5,0.000001,0", "0.5,0.000003,0.00000002", "0.5,0.000005,0.00000002", "100,3,3", "0,7,0"})
    void roundsAShareHalfEven(String percent, String whole, String share) {
        assertThat(new Percent(Decimal.parse(percent)).share(Money.of(whole))).isEqualTo(Money.of(share));
    }
}
