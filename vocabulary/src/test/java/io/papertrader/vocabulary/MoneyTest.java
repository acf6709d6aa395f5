package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MoneyTest {
    static final List<Long> SEEDS = Seeds.of(20);
    private static final Money MOST = new Money(Long.MAX_VALUE);
    private static final Money LEAST = new Money(Long.MIN_VALUE);
    private static final Money UNIT = new Money(1);

    @ParameterizedTest(name = "{0} * {1} = {2}")
    @CsvSource({
        "12.5,2,25",
        "0.00000001,0.5,0",
        "0.00000003,0.5,0.00000002",
        "0.00000005,0.5,0.00000002",
        "-0.00000003,0.5,-0.00000002",
        "0.00000001,0.50000001,0.00000001",
        "92233720368.54775807,1,92233720368.54775807"
    })
    void roundsAProductHalfEven(String price, String quantity, String product) {
        assertThat(Money.of(price).times(Quantity.of(quantity))).isEqualTo(Money.of(product));
    }

    @ParameterizedTest(name = "{0} / {1} = {2}")
    @CsvSource({"10,4,2.5", "1,3,0.33333333", "2,3,0.66666667", "0.00000001,2,0", "0.00000003,2,0.00000002", "5,0,0"})
    void roundsAQuotientHalfEven(String cost, String quantity, String each) {
        assertThat(Money.of(cost).per(Quantity.of(quantity))).isEqualTo(Money.of(each));
    }

    @Test
    void throwsOnOverflowAndNeverWraps() {
        assertOverflow(() -> MOST.plus(UNIT));
        assertOverflow(() -> LEAST.minus(UNIT));
        assertOverflow(LEAST::negated);
        assertOverflow(() -> MOST.times(Quantity.of("2")));
        assertOverflow(() -> MOST.per(Quantity.of("0.5")));
        assertOverflow(() -> MOST.share(Quantity.of("2"), Quantity.of("1")));
        assertOverflow(() -> UNIT.share(Quantity.of("1"), Quantity.ZERO));
        assertThat(MOST.minus(UNIT).plus(UNIT)).isEqualTo(MOST);
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void agreesWithBigDecimal(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            Money a = new Money(any(random));
            Money b = new Money(any(random));
            Quantity part = new Quantity(any(random) & Long.MAX_VALUE);
            Quantity whole = new Quantity((any(random) & Long.MAX_VALUE) | 1);
            BigDecimal x = Decimal.toBigDecimal(a.units());
            BigDecimal p = Decimal.toBigDecimal(part.units());
            BigDecimal w = Decimal.toBigDecimal(whole.units());

            assertSame(() -> a.plus(b), x.add(Decimal.toBigDecimal(b.units())));
            assertSame(() -> a.minus(b), x.subtract(Decimal.toBigDecimal(b.units())));
            assertSame(() -> a.times(part), x.multiply(p).setScale(8, RoundingMode.HALF_EVEN));
            assertSame(() -> a.per(whole), x.divide(w, 8, RoundingMode.HALF_EVEN));
            assertSame(() -> a.share(part, whole), x.multiply(p).divide(w, 8, RoundingMode.HALF_EVEN));
            assertThat(Integer.signum(a.compareTo(b))).isEqualTo(x.compareTo(Decimal.toBigDecimal(b.units())));
        }
    }

    @Test
    void keepsQuantitiesFromBeingNegative() {
        Quantity one = Quantity.of("1");

        assertThat(one.minus(one)).isEqualTo(Quantity.ZERO);
        assertThat(one.plus(one)).hasToString("2");
        assertThat(Quantity.ZERO.isPositive()).isFalse();
        assertThat(new Quantity(1).isPositive()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Quantity(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> one.minus(Quantity.of("1.00000001")));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> new Quantity(Long.MAX_VALUE).plus(new Quantity(1)));
    }

    /** An amount of any size, so that both overflow and rounding happen often. */
    private static long any(Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    private static void assertSame(Supplier<Money> money, BigDecimal expected) {
        if (expected.unscaledValue().bitLength() < Long.SIZE) {
            assertThat(Decimal.toBigDecimal(money.get().units())).isEqualByComparingTo(expected);
        } else {
            assertOverflow(money);
        }
    }

    private static void assertOverflow(Supplier<Money> money) {
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(money::get);
    }
}
