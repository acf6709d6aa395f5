package io.papertrader.master.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Figures out of a provider's answer; what is none is said with the field's name. */
final class QuotedFigures {
    /** A number with more digits before the point is no price of anything, and may take all memory to write down. */
    private static final int MOST_DIGITS = 20;

    private QuotedFigures() {}

    /** False where a figure is left out, or said to be none. */
    static boolean isThere(JsonNode parent, String field) {
        return parent.hasNonNull(field);
    }

    /** A price: above zero, half-even at the last of 8 decimals. */
    static Money price(JsonNode parent, String field) {
        return price(parent.path(field).asText(), field);
    }

    /** The price at a place of a list. */
    static Money price(JsonNode list, int place, String field) {
        return price(list.path(place).asText(), field);
    }

    static Money price(String text, String field) {
        BigDecimal price = number(text, field).setScale(Decimal.SCALE, RoundingMode.HALF_EVEN);
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(field + " is " + text + ", and a price is above zero");
        }
        return new Money(units(price, text, field));
    }

    /** A time in milliseconds since 1970. */
    static Instant millis(JsonNode time, String field) {
        return Instant.ofEpochMilli(sinceEpoch(time, field));
    }

    /** A time in seconds since 1970. */
    static Instant seconds(JsonNode time, String field) {
        return Instant.ofEpochSecond(sinceEpoch(time, field));
    }

    private static long sinceEpoch(JsonNode time, String field) {
        if (!time.canConvertToLong() || time.asLong() <= 0) {
            throw new IllegalArgumentException(field + " is \"" + time.asText() + "\", no time");
        }
        return time.asLong();
    }

    /** A time with its offset, as {@code 2026-01-02T20:59:59.9Z}. */
    static Instant time(JsonNode parent, String field) {
        String text = parent.path(field).asText();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(field + " is \"" + text + "\", no time", none);
        }
    }

    /** A volume, which is told and not traded on: it ends where a quantity ends. */
    static Quantity volume(String text, String field) {
        BigDecimal volume = number(text, field).setScale(Decimal.SCALE, RoundingMode.HALF_EVEN);
        if (volume.signum() < 0) {
            throw new IllegalArgumentException(field + " is " + text + ", and a volume is not below zero");
        }
        BigDecimal most = Decimal.toBigDecimal(Long.MAX_VALUE);
        return new Quantity(Decimal.units(volume.min(most)));
    }

    private static long units(BigDecimal value, String text, String field) {
        try {
            return Decimal.units(value);
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException(field + " is " + text + ", which is too large", tooLarge);
        }
    }

    /** A number, whatever its sign. */
    static BigDecimal number(String text, String field) {
        if (text.isBlank() || text.equals("null")) {
            throw new IllegalArgumentException("there is no " + field);
        }
        try {
            BigDecimal number = new BigDecimal(text);
            if (number.precision() - (long) number.scale() > MOST_DIGITS || number.scale() > 100) {
                throw new IllegalArgumentException(field + " is " + text + ", which cannot be");
            }
            return number;
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(field + " is \"" + text + "\", no number", none);
        }
    }
}
