package io.papertrader.market.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A market that never closes. Its days are those of UTC, and each ends a millisecond before the next begins. */
public record AlwaysOpen() implements TradingCalendar {
    /** The name of this calendar. */
    public static final String NAME = "ALWAYS";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Optional<TradingDay> on(LocalDate date) {
        Instant opens = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant closes =
                date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minus(1, ChronoUnit.MILLIS);
        return Optional.of(new TradingDay(date, opens, closes));
    }

    @Override
    public boolean isOpen(Instant at) {
        return true;
    }

    @Override
    public boolean isOpenLonger(Duration limit, Instant from, Instant to) {
        return Duration.between(from, to).compareTo(limit) > 0;
    }
}
