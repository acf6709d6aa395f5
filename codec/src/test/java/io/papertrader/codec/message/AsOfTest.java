package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsOfTest {
    @ParameterizedTest(name = "{0} ends before {1}")
    @CsvSource({
        "2020-05-31,2020-06-01T00:00:00Z",
        "2020-02-28,2020-02-29T00:00:00Z",
        "2020-12-31,2021-01-01T00:00:00Z",
        "2999-12-31,3000-01-01T00:00:00Z",
        "2020-05-31T14:30:00Z,2020-05-31T14:30:00.001Z",
        "2020-05-31T14:30:00.123Z,2020-05-31T14:30:00.124Z",
        "2020-05-31T23:59:59.999Z,2020-06-01T00:00:00Z"
    })
    void holdsTheWholeDayOrUpToTheMoment(String text, Instant end) {
        AsOf asOf = AsOf.parse(text);

        assertThat(asOf.end(ZoneOffset.UTC)).isEqualTo(end);
        assertThat(asOf).hasToString(text);
        assertThat(AsOf.parse(asOf.text())).isEqualTo(asOf);
    }

    @Test
    void leavesOutValuesAfterAMomentGivenFinerThanAMillisecond() {
        AsOf asOf = AsOf.parse("2020-05-31T14:30:00.0009Z");

        assertThat(asOf).isEqualTo(AsOf.parse("2020-05-31T14:30:00Z"));
        assertThat(asOf.end(ZoneOffset.UTC)).isEqualTo(Instant.parse("2020-05-31T14:30:00.001Z"));
    }

    @Test
    void knowsTheDayOfAMoment() {
        assertThat(AsOf.parse("2020-05-31T23:59:59Z").date()).isEqualTo(LocalDate.of(2020, 5, 31));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new AsOf(LocalDate.of(2020, 6, 1), Optional.of(Instant.parse("2020-05-31T23:59:59Z"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1800-01-01", "1800-01-01T00:00:00Z", "2999-12-31T23:59:59.999Z"})
    void takesTheYears1800To2999(String text) {
        assertThat(AsOf.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "T",
                "today",
                "2020",
                "2020-5-31",
                "2020-02-30",
                "2019-02-29",
                "31.05.2020",
                "2020-05-31 14:30:00Z",
                "2020-05-31T14:30:00",
                "2020-05-31T14:30:00+02:00",
                "2020-05-31T25:00:00Z",
                "1799-12-31",
                "3000-01-01",
                "+999999999-12-31",
                "-999999999-01-01",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "+1000000001-01-01T00:00:00Z"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AsOf.parse(text));
    }
}
