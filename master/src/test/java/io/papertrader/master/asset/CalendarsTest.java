package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.market.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CalendarsTest {
    private static final LocalDate FIRST = LocalDate.of(1998, 1, 2);
    private static final LocalDate LAST = LocalDate.of(2021, 3, 31);
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    /** The weekdays of which the recorded prices of Bank of America, AIG, IBM, SPY and Apple have no row. */
    private static final String WITHOUT_TRADING = """
            1998: 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
            1999: 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2000: 01-17 02-21 04-21 05-29 07-04 09-04 11-23 12-25
            2001: 01-01 01-15 02-19 04-13 05-28 07-04 09-03 09-11 09-12 09-13 09-14 11-22 12-25
            2002: 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
            2003: 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
            2004: 01-01 01-19 02-16 04-09 05-31 06-11 07-05 09-06 11-25 12-24
            2005: 01-17 02-21 03-25 05-30 07-04 09-05 11-24 12-26
            2006: 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
            2007: 01-01 01-02 01-15 02-19 04-06 05-28 07-04 09-03 11-22 12-25
            2008: 01-01 01-21 02-18 03-21 05-26 07-04 09-01 11-27 12-25
            2009: 01-01 01-19 02-16 04-10 05-25 07-03 09-07 11-26 12-25
            2010: 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24
            2011: 01-17 02-21 04-22 05-30 07-04 09-05 11-24 12-26
            2012: 01-02 01-16 02-20 04-06 05-28 07-04 09-03 10-29 10-30 11-22 12-25
            2013: 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25
            2014: 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25
            2015: 01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25
            2016: 01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26
            2017: 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25
            2018: 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25
            2019: 01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25
            2020: 01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25
            2021: 01-01 01-18 02-15
            """;

    @Test
    void newYorkTradesOnEachRecordedDayFrom1998To2021AndOnNoOther() {
        TradingCalendar newYork = new Calendars().named("XNYS", "");
        List<LocalDate> closed = WITHOUT_TRADING
                .lines()
                .flatMap(year -> Stream.of(year.substring("1998: ".length()).split(" ", -1))
                        .map(day -> LocalDate.parse(year.substring(0, 4) + "-" + day)))
                .toList();

        assertThat(FIRST.datesUntil(LAST.plusDays(1))
                        .filter(date -> newYork.on(date).isEmpty())
                        .filter(date -> !WEEKEND.contains(date.getDayOfWeek())))
                .containsExactlyElementsOf(closed);
        assertThat(FIRST.datesUntil(LAST.plusDays(1))
                        .filter(date -> newYork.on(date).isPresent()))
                .hasSize(5849)
                .noneMatch(date -> WEEKEND.contains(date.getDayOfWeek()));
    }

    /** The closes that tell daylight saving, winter and a half day apart. */
    @Test
    void newYorkClosesAtItsRealTimes() {
        TradingCalendar newYork = new Calendars().named("XNYS", "");

        assertThat(Stream.of("2013-07-08", "2013-12-09", "2013-11-29")
                        .map(date -> newYork.on(LocalDate.parse(date))
                                .orElseThrow()
                                .closes()
                                .toString()))
                .containsExactly("2013-07-08T20:00:00Z", "2013-12-09T21:00:00Z", "2013-11-29T18:00:00Z");
    }
}
