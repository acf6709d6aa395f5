package io.papertrader.market.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TradingCalendarTest {
    private static final LocalDate INDEPENDENCE_DAY = LocalDate.parse("2013-07-04");
    private static final LocalDate HALF_DAY = LocalDate.parse("2013-11-29");
    private static final TradingCalendar NEW_YORK = new ExchangeCalendar(
            "XNYS",
            ZoneId.of("America/New_York"),
            LocalTime.parse("09:30"),
            LocalTime.parse("16:00"),
            Map.of(INDEPENDENCE_DAY, Optional.empty(), HALF_DAY, Optional.of(LocalTime.parse("13:00"))));
    private static final TradingCalendar ALWAYS = new AlwaysOpen();

    @Test
    void closesByTheExchangesOwnClock() {
        assertThat(closeOf("2013-07-08")).isEqualTo("2013-07-08T20:00:00Z");
        assertThat(closeOf("2013-12-09")).isEqualTo("2013-12-09T21:00:00Z");
    }

    @Test
    void closesEarlyOnAHalfDay() {
        assertThat(closeOf("2013-11-29")).isEqualTo("2013-11-29T18:00:00Z");
    }

    @Test
    void tradesNeitherOnHolidaysNorOnWeekends() {
        assertThat(NEW_YORK.on(INDEPENDENCE_DAY)).isEmpty();
        assertThat(NEW_YORK.on(LocalDate.parse("2013-07-06"))).isEmpty();
        assertThat(NEW_YORK.on(LocalDate.parse("2013-07-07"))).isEmpty();
        assertThat(NEW_YORK.on(LocalDate.parse("2013-07-05"))).isPresent();
    }

    @Test
    void isOpenFromTheFirstToTheLastMoment() {
        assertThat(NEW_YORK.isOpen(Instant.parse("2013-07-08T13:29:59.999Z"))).isFalse();
        assertThat(NEW_YORK.isOpen(Instant.parse("2013-07-08T13:30:00Z"))).isTrue();
        assertThat(NEW_YORK.isOpen(Instant.parse("2013-07-08T20:00:00Z"))).isTrue();
        assertThat(NEW_YORK.isOpen(Instant.parse("2013-07-08T20:00:00.001Z"))).isFalse();
    }

    @Test
    void opensNextBehindTheHoliday() {
        TradingDay next = NEW_YORK.nextAfter(Instant.parse("2013-07-03T20:00:00Z"));

        assertThat(next.date()).isEqualTo("2013-07-05");
        assertThat(next.opens()).isEqualTo("2013-07-05T13:30:00Z");
        assertThat(NEW_YORK.nextAfter(Instant.parse("2013-07-05T13:30:00Z")).date())
                .isEqualTo("2013-07-08");
    }

    @Test
    void changesItsHoursWithDaylightSaving() {
        assertThat(NEW_YORK.on(LocalDate.parse("2014-03-07")).orElseThrow().opens())
                .isEqualTo("2014-03-07T14:30:00Z");
        assertThat(NEW_YORK.on(LocalDate.parse("2014-03-10")).orElseThrow().opens())
                .isEqualTo("2014-03-10T13:30:00Z");
    }

    @Test
    void countsOpenHoursAlone() {
        Instant beforeTheClose = Instant.parse("2013-07-03T19:59:00Z");
        Instant afterTheOpen = Instant.parse("2013-07-05T13:33:00Z");

        assertThat(NEW_YORK.isOpenLonger(Duration.ofMinutes(3), beforeTheClose, afterTheOpen))
                .as("a minute before the holiday and three after it")
                .isTrue();
        assertThat(NEW_YORK.isOpenLonger(Duration.ofMinutes(4), beforeTheClose, afterTheOpen))
                .isFalse();
        assertThat(NEW_YORK.isOpenLonger(Duration.ZERO, beforeTheClose, beforeTheClose))
                .isFalse();
    }

    @Test
    void neverClosesWhereItIsAlwaysOpen() {
        LocalDate sunday = LocalDate.parse("2026-11-29");
        TradingDay day = ALWAYS.on(sunday).orElseThrow();

        assertThat(ALWAYS.isOpen(Instant.parse("2026-11-29T23:59:59.9999Z"))).isTrue();
        assertThat(ALWAYS.date(day.opens())).isEqualTo(sunday);
        assertThat(ALWAYS.date(day.closes())).isEqualTo(sunday);
        assertThat(ALWAYS.nextAfter(day.opens()).opens()).isEqualTo("2026-11-30T00:00:00Z");
        assertThat(ALWAYS.isOpenLonger(Duration.ofHours(1), day.opens(), day.closes()))
                .isTrue();
    }

    private static Instant closeOf(String date) {
        return NEW_YORK.on(LocalDate.parse(date)).orElseThrow().closes();
    }
}
