package io.papertrader.cli.view;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Times as people read them: in UTC, as everywhere in the protocol; midnight is a day. */
public final class Times {
    private static final DateTimeFormatter DAY = formatter("uuuu-MM-dd");
    private static final DateTimeFormatter SECOND = formatter("uuuu-MM-dd HH:mm:ss");

    private Times() {}

    /** A day or a time, such as {@code 2018-02-07} or {@code 2018-02-07 14:30:00}. */
    public static String of(Instant time) {
        boolean isDay = time.equals(time.truncatedTo(ChronoUnit.DAYS));
        return (isDay ? DAY : SECOND).format(time);
    }

    /** The day alone, as {@code 2018-02-07}. */
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /** The time, or an empty text where there is none. */
    public static String of(Optional<Instant> time) {
        return time.map(Times::of).orElse("");
    }

    /** The time of a server's text in ISO-8601; anything else, such as nothing, stays as it is. */
    public static String ofIso(String text) {
        try {
            return of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            return text;
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
