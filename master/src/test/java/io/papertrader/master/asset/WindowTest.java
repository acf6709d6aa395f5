package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.SeriesWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows in the time of a market: of shares in New York, of crypto in UTC, of reference rates in Frankfurt. */
class WindowTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Nights on which a clock is put forward or back make days of 23 and 25 hours. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2013-06-10, 2013-06-10T00:00:00Z, 2013-06-11T00:00:00Z",
        "UTC, 2016-02-29, 2016-02-29T00:00:00Z, 2016-03-01T00:00:00Z",
        "America/New_York, 2013-06-10, 2013-06-10T04:00:00Z, 2013-06-11T04:00:00Z",
        "America/New_York, 2013-12-10, 2013-12-10T05:00:00Z, 2013-12-11T05:00:00Z",
        "America/New_York, 2014-03-09, 2014-03-09T05:00:00Z, 2014-03-10T04:00:00Z",
        "America/New_York, 2014-11-02, 2014-11-02T04:00:00Z, 2014-11-03T05:00:00Z",
        "Europe/Berlin, 2014-03-30, 2014-03-29T23:00:00Z, 2014-03-30T22:00:00Z",
        "Europe/Berlin, 2014-10-26, 2014-10-25T22:00:00Z, 2014-10-26T23:00:00Z",
        "Asia/Tokyo, 2014-10-26, 2014-10-25T15:00:00Z, 2014-10-26T15:00:00Z",
    })
    void dateIsTheWholeDayOfTheMarket(ZoneId zone, LocalDate date, Instant from, Instant to) {
        assertThat(Window.day(AsOf.day(date), zone)).isEqualTo(new Window(zone, from, to, date, date));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2013-06-10T21:00:00Z, 2013-06-09, 2013-06-10",
        "America/New_York, 2013-06-10T21:00:00Z, 2013-06-09, 2013-06-10",
        "America/New_York, 2013-06-11T01:30:00Z, 2013-06-09, 2013-06-10",
        "Asia/Tokyo, 2013-06-10T21:00:00Z, 2013-06-10, 2013-06-11",
        "America/New_York, 2014-03-09T20:00:00Z, 2014-03-08, 2014-03-09",
    })
    void momentEndsTwentyFourHours(ZoneId zone, Instant moment, LocalDate first, LocalDate last) {
        Window day = Window.day(AsOf.moment(moment), zone);

        assertThat(day).isEqualTo(new Window(zone, day.to().minus(Duration.ofHours(24)), day.to(), first, last));
        assertThat(day.to()).isEqualTo(moment.plusMillis(1));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2013-06-10, 2013-06-04, 2013-06-04T00:00:00Z, 2013-06-11T00:00:00Z",
        "UTC, 2016-03-02, 2016-02-25, 2016-02-25T00:00:00Z, 2016-03-03T00:00:00Z",
        "America/New_York, 2014-03-12, 2014-03-06, 2014-03-06T05:00:00Z, 2014-03-13T04:00:00Z",
        "Europe/Berlin, 2014-10-29, 2014-10-23, 2014-10-22T22:00:00Z, 2014-10-29T23:00:00Z",
    })
    void weekIsSevenDays(ZoneId zone, LocalDate date, LocalDate first, Instant from, Instant to) {
        assertThat(Window.week(AsOf.day(date), zone)).isEqualTo(new Window(zone, from, to, first, date));
    }

    @Test
    void momentCutsTheLastDayAndNoOther() {
        Instant moment = Instant.parse("2014-03-13T01:30:00Z");

        assertThat(Window.week(AsOf.moment(moment), NEW_YORK))
                .isEqualTo(new Window(
                        NEW_YORK,
                        Instant.parse("2014-03-06T05:00:00Z"),
                        moment.plusMillis(1),
                        LocalDate.parse("2014-03-06"),
                        LocalDate.parse("2014-03-12")));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2013-06-10, 2013-05-11",
        "UTC, 2013-05-31, 2013-05-01",
        "UTC, 2013-01-01, 2012-12-02",
        "UTC, 2013-02-28, 2013-02-01",
        "UTC, 2012-02-29, 2012-02-01",
        "UTC, 2012-02-28, 2012-01-29",
        "UTC, 2013-03-30, 2013-02-28",
        "America/New_York, 2014-03-31, 2014-03-01",
        "Europe/Berlin, 2014-10-31, 2014-10-01",
    })
    void monthEndsAtTheDate(ZoneId zone, LocalDate date, LocalDate first) {
        assertThat(Window.month(AsOf.day(date), zone)).isEqualTo(days(zone, first, date));
    }

    @ParameterizedTest
    @CsvSource({
        "UTC, 2014-03-10, 2013-04-01",
        "UTC, 2014-12-31, 2014-01-01",
        "America/New_York, 2014-01-01, 2013-02-01",
        "Europe/Berlin, 2016-02-29, 2015-03-01",
    })
    void yearIsTheDatesMonthAndTheElevenBeforeIt(ZoneId zone, LocalDate date, LocalDate first) {
        assertThat(Window.year(AsOf.day(date), zone)).isEqualTo(days(zone, first, date));
    }

    @ParameterizedTest
    @CsvSource({
        "WEEK, 2014-03-08T00:00:00Z, 2014-03-09",
        "MONTH, 2014-02-28T00:00:00Z, 2014-03-01",
        "YEAR, 2014-02-01T00:00:00Z, 2014-03-01",
        "ALL, 2013-12-01T00:00:00Z, 2014-01-01",
    })
    void goesOnBehindTheDateOfABar(SeriesWindow window, Instant bar, LocalDate next) {
        Window whole = Window.of(window, Optional.of(AsOf.parse("2014-03-12")), NEW_YORK);

        assertThat(whole.behind(window, bar)).isEqualTo(days(NEW_YORK, next, whole.last()));
    }

    @Test
    void goesOnBehindTheTimeOfAnUpdate() {
        Window day = Window.day(AsOf.parse("2014-03-12"), NEW_YORK);
        Instant update = Instant.parse("2014-03-12T14:00:00Z");

        assertThat(day.behind(SeriesWindow.DAY, update))
                .isEqualTo(new Window(NEW_YORK, update.plusMillis(1), day.to(), day.first(), day.last()));
    }

    @ParameterizedTest
    @CsvSource({"1800-01-01", "2999-12-31"})
    void everyDateOfTheProtocolLiesInAllTime(String date) {
        AsOf end = AsOf.parse(date);
        Window all = Window.of(SeriesWindow.ALL, Optional.empty(), NEW_YORK);

        assertThat(all.from()).isBefore(Window.year(end, NEW_YORK).from());
        assertThat(all.to()).isAfterOrEqualTo(end.end(NEW_YORK));
    }

    private static Window days(ZoneId zone, LocalDate first, LocalDate last) {
        return new Window(
                zone,
                first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(),
                first,
                last);
    }
}
