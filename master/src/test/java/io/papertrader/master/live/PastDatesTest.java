package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Asset;
import io.papertrader.market.calendar.AlwaysOpen;
import io.papertrader.market.calendar.ExchangeCalendar;
import io.papertrader.master.asset.AskedDates;
import io.papertrader.master.asset.AssetConfig;
import io.papertrader.master.asset.Resolution;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Settings;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastDatesTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Days are kept for 20 years and minutes for 90 days, by whole parts. */
    private static final AssetConfig CONFIG = Settings.builtIn();

    private final PastDates crypto = new PastDates(new AlwaysOpen(), ZoneOffset.UTC, CONFIG);
    private final PastDates shares = new PastDates(
            new ExchangeCalendar("XNYS", NEW_YORK, LocalTime.parse("09:30"), LocalTime.parse("16:00"), Map.of()),
            NEW_YORK,
            CONFIG);

    private static LocalDate date(String date) {
        return LocalDate.parse(date);
    }

    @ParameterizedTest
    @CsvSource({
        // A window is asked for with its whole years, up to yesterday.
        "2024-05-03, 2024-05-09, 2024-01-01, 2024-12-31",
        "2025-12-30, 2026-01-05, 2025-01-01, 2026-03-09",
        "2026-03-04, 2026-03-10, 2026-01-01, 2026-03-09",
        // No further back than days are kept.
        "1770-01-01, 2999-12-31, 2006-01-01, 2026-03-09"
    })
    void daysAreThoseOfWholeYearsThatAreOverAndKept(String first, String last, String from, String to) {
        List<LocalDate> dates = crypto.of(Resolution.DAY, date(first), date(last), NOW);

        assertThat(dates).first().isEqualTo(date(from));
        assertThat(dates).last().isEqualTo(date(to));
        assertThat(dates).hasSize((int) date(from).datesUntil(date(to)).count() + 1);
    }

    @Test
    void minutesAreThoseOfTheDatesThatAreAskedForAndKept() {
        assertThat(crypto.of(Resolution.MINUTE, date("2026-03-01"), date("2026-03-02"), NOW))
                .containsExactly(date("2026-03-01"), date("2026-03-02"));
        assertThat(crypto.of(Resolution.MINUTE, date("2026-03-09"), date("2026-03-10"), NOW))
                .as("today goes on")
                .containsExactly(date("2026-03-09"));
        assertThat(crypto.of(Resolution.MINUTE, date("2025-11-30"), date("2025-12-01"), NOW))
                .as("the part of December is kept")
                .containsExactly(date("2025-12-01"));
    }

    @Test
    void aMarketThatIsClosedHasNoBars() {
        assertThat(shares.of(Resolution.MINUTE, date("2026-03-06"), date("2026-03-08"), NOW))
                .containsExactly(date("2026-03-06"));
    }

    @Test
    void theFutureAndWhatIsNotKeptAreNotAskedFor() {
        assertThat(crypto.of(Resolution.DAY, date("1999-01-01"), date("2005-12-31"), NOW))
                .isEmpty();
        assertThat(crypto.of(Resolution.DAY, date("2027-01-01"), date("2027-01-02"), NOW))
                .isEmpty();
    }

    @Test
    void aStretchIsThatOfTheMarketsDates() {
        assertThat(shares.stretch(date("2026-03-06"), date("2026-03-09")))
                .as("with a night on which clocks are put forward")
                .isEqualTo(new Stretch(Instant.parse("2026-03-06T05:00:00Z"), Instant.parse("2026-03-10T04:00:00Z")));
    }

    @Test
    void whatWasAskedIsFinalWhereNothingRecentIsMissing() {
        List<LocalDate> dates = days("2026-02-01", "2026-03-09");

        assertThat(crypto.asked(dates, List.of(), NOW))
                .as("nothing was told of the last days")
                .containsExactly(
                        new AskedDates(date("2026-02-01"), date("2026-03-02"), Optional.empty()),
                        new AskedDates(
                                date("2026-03-03"), date("2026-03-09"), Optional.of(NOW.plus(PastDates.AGAIN_AFTER))));
        assertThat(crypto.asked(dates, bars(days("2026-03-03", "2026-03-09")), NOW))
                .containsExactly(new AskedDates(date("2026-02-01"), date("2026-03-09"), Optional.empty()));
    }

    @Test
    void barsOfOtherDatesStayAsTheyAre() {
        assertThat(crypto.only(bars(days("2026-02-01", "2026-02-03")), List.of(date("2026-02-02"))))
                .singleElement()
                .extracting(Sample::time)
                .isEqualTo(Instant.parse("2026-02-02T23:59:59.999Z"));
    }

    private static List<LocalDate> days(String first, String last) {
        return date(first).datesUntil(date(last).plusDays(1)).toList();
    }

    private static List<Sample> bars(List<LocalDate> days) {
        Money price = Money.of("1");
        Asset asset = new Asset(new AssetSymbol("BTC-USD"), price, price, price, price, Quantity.ZERO);
        return days.stream()
                .flatMap(day ->
                        Stream.of(day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()))
                .map(end -> new Sample(asset, end.minusMillis(1), "test"))
                .toList();
    }
}
