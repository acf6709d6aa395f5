package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    @ParameterizedTest
    @CsvSource({
        "2013-06-10, 2013-06-10T00:00:00Z, 2013-06-11T00:00:00Z",
        "2013-06-10T21:00:00Z, 2013-06-09T21:00:00.001Z, 2013-06-10T21:00:00.001Z",
    })
    void dayIsTheWholeDayOrThe24HoursUpToTheMoment(String end, Instant from, Instant to) {
        assertThat(Window.day(AsOf.parse(end))).isEqualTo(new Window(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-06-10, 2013-06-04T00:00:00Z, 2013-06-11T00:00:00Z",
        "2013-06-10T12:00:00Z, 2013-06-03T12:00:00.001Z, 2013-06-10T12:00:00.001Z",
    })
    void weekIsSevenDays(String end, Instant from, Instant to) {
        assertThat(Window.week(AsOf.parse(end))).isEqualTo(new Window(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-06-10, 2013-05-11T00:00:00Z, 2013-06-11T00:00:00Z",
        "2013-05-31, 2013-05-01T00:00:00Z, 2013-06-01T00:00:00Z",
        "2012-02-29, 2012-02-01T00:00:00Z, 2012-03-01T00:00:00Z",
        "2013-01-01, 2012-12-02T00:00:00Z, 2013-01-02T00:00:00Z",
    })
    void monthEndsAtTheDate(String end, Instant from, Instant to) {
        assertThat(Window.month(AsOf.parse(end))).isEqualTo(new Window(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "2014-03-10, 2013-04-01T00:00:00Z, 2014-03-11T00:00:00Z",
        "2014-12-31, 2014-01-01T00:00:00Z, 2015-01-01T00:00:00Z",
        "2014-01-01, 2013-02-01T00:00:00Z, 2014-01-02T00:00:00Z",
    })
    void yearIsTheDatesMonthAndTheElevenBeforeIt(String end, Instant from, Instant to) {
        assertThat(Window.year(AsOf.parse(end))).isEqualTo(new Window(from, to));
    }

    @ParameterizedTest
    @CsvSource({"1800-01-01", "2999-12-31"})
    void everyDateOfTheProtocolLiesInAllTime(String date) {
        AsOf end = AsOf.parse(date);

        assertThat(Window.ALL_TIME.from()).isBefore(Window.year(end).from());
        assertThat(Window.ALL_TIME.to()).isAfter(end.end());
    }
}
