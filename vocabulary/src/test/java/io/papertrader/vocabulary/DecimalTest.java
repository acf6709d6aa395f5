package io.papertrader.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    static final List<Long> SEEDS = Seeds.of(10);

    @ParameterizedTest(name = "{0} is {1} units, written {2}")
    @CsvSource({
        "0,0,0",
        "-0,0,0",
        "1,100000000,1",
        "12.5,1250000000,12.5",
        "007.50,750000000,7.5",
        "100,10000000000,100",
        "-0.00000001,-1,-0.00000001",
        "0.12345678,12345678,0.12345678",
        "92233720368.54775807,9223372036854775807,92233720368.54775807",
        "-92233720368.54775808,-9223372036854775808,-92233720368.54775808"
    })
    void readsPlainDecimalsAndWritesThemWithoutTrailingZeros(String text, long units, String written) {
        assertThat(Decimal.parse(text)).isEqualTo(units);
        assertThat(Decimal.format(units)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                ".5",
                "5.",
                "1e5",
                "1E-3",
                "+1",
                "1,5",
                "0x10",
                "NaN",
                "Infinity",
                "--1",
                "1 ",
                "1\n",
                "٣",
                "0.123456789",
                "92233720368.54775808",
                "-92233720368.54775809",
                "99999999999999999999"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Decimal.parse(text));
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void readsBackWhatItWrote(long seed) {
        new Random(seed).longs(1_000).forEach(random -> {
            long units = random >> (random & 63);
            assertThat(Decimal.parse(Decimal.format(units))).isEqualTo(units);
            assertThat(new BigDecimal(Decimal.format(units))).isEqualByComparingTo(Decimal.toBigDecimal(units));
        });
    }

    @Test
    void takesOnlyExactValuesAsUnits() {
        assertThat(Decimal.units(new BigDecimal("1.50"))).isEqualTo(150_000_000L);
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Decimal.units(new BigDecimal("0.000000001")));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> Decimal.units(new BigDecimal("1e12")));
    }

    @Test
    void groupsWhatPeopleRead() {
        assertThat(Decimal.grouped(Decimal.parse("43000000"), 2)).isEqualTo("43,000,000.00");
        assertThat(Decimal.grouped(Decimal.parse("99035.7"), 2)).isEqualTo("99,035.70");
        assertThat(Decimal.grouped(Decimal.parse("1000.00000001"), 0)).isEqualTo("1,000.00000001");
        assertThat(Decimal.grouped(Decimal.parse("-1200"), 0)).isEqualTo("-1,200");
    }
}
