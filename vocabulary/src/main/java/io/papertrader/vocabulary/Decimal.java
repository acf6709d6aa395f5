package io.papertrader.vocabulary;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** {@code num}: decimals as whole numbers of 10^-8. */
public final class Decimal {
    /** Digits after the point. */
    public static final int SCALE = 8;

    /** One, in units of 10^-8. */
    public static final long ONE = 100_000_000L;

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,19}(\\.\\d{1,8})?");

    private Decimal() {}

    /** Reads plain decimals, as {@code 12.5}; throws {@link IllegalArgumentException} with a reason for people. */
    public static long parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a plain decimal number with at most 8 decimals");
        }
        try {
            return new BigDecimal(text).movePointRight(SCALE).longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("is too large", tooLarge);
        }
    }

    /** Writes without exponent and without trailing zeros. */
    public static String format(long units) {
        BigDecimal value = toBigDecimal(units).stripTrailingZeros();
        return value.toPlainString();
    }

    /** The exact value. */
    public static BigDecimal toBigDecimal(long units) {
        return BigDecimal.valueOf(units, SCALE);
    }

    /** The units of an exact value; throws {@link ArithmeticException} where it has more decimals or is too large. */
    public static long units(BigDecimal value) {
        return value.movePointRight(SCALE).longValueExact();
    }
}
