package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The date at which a window of values ends (specification 4.6.9 to 4.6.12): a bare date, which means that whole day
 * in the asset's market, or a moment, to the millisecond; {@code 2020-05-31} or {@code 2020-05-31T14:30:00Z}, ISO-8601,
 * a moment in UTC, in the years 1800 to 2999.
 *
 * @param date the day; of a moment, that in UTC
 * @param time the moment, where one was given
 */
public record AsOf(LocalDate date, Optional<Instant> time) {
    /** {@code str}: {@code 2020-05-31} or {@code 2020-05-31T14:30:00Z}. */
    public static final FieldType<AsOf> TYPE = FieldType.STR.atMost(32).as(AsOf::parse, AsOf::text);

    /** {@code str}: either form, or empty where there is no date. */
    public static final FieldType<Optional<AsOf>> OR_EMPTY = FieldType.STR
            .atMost(32)
            .as(text -> text.isEmpty() ? Optional.empty() : Optional.of(parse(text)), AsOf::textOrEmpty);

    private static final String EXAMPLE = "must be a date like 2020-05-31 or 2020-05-31T14:30:00Z, in UTC";
    private static final int FIRST_YEAR = 1800;
    private static final int LAST_YEAR = 2999;

    public AsOf {
        // Finer than the protocol's own times a moment would take in values that came after it.
        time = time.map(moment -> moment.truncatedTo(ChronoUnit.MILLIS));
        if (time.isPresent() && !date.equals(LocalDate.ofInstant(time.get(), ZoneOffset.UTC))) {
            throw new IllegalArgumentException("must be the day of its moment");
        }
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("must lie between the years 1800 and 2999");
        }
    }

    /** The whole day. */
    public static AsOf day(LocalDate date) {
        return new AsOf(date, Optional.empty());
    }

    /** A moment of a day, rather than the whole day. */
    public static AsOf moment(Instant time) {
        return new AsOf(LocalDate.ofInstant(time, ZoneOffset.UTC), Optional.of(time));
    }

    /** Reads either form. */
    public static AsOf parse(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return day(LocalDate.parse(text));
            }
            if (text.endsWith("Z")) {
                return moment(Instant.parse(text));
            }
            throw new IllegalArgumentException(EXAMPLE);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(EXAMPLE, e);
        }
    }

    /**
     * The first moment after the window, for an asset whose market has its dates in this zone: the end of the day, or
     * just after the moment, to the millisecond of {@code time}.
     */
    public Instant end(ZoneId market) {
        return time.map(moment -> moment.plusMillis(1))
                .orElseGet(() -> date.plusDays(1).atStartOfDay(market).toInstant());
    }

    /** The date in the market: the one that was given, or that of the moment there. */
    public LocalDate date(ZoneId market) {
        return time.map(moment -> LocalDate.ofInstant(moment, market)).orElse(date);
    }

    /** The text on the wire. */
    public String text() {
        return time.map(Instant::toString).orElseGet(date::toString);
    }

    private static String textOrEmpty(Optional<AsOf> date) {
        return date.map(AsOf::text).orElse("");
    }

    @Override
    public String toString() {
        return text();
    }
}
