package io.papertrader.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of money or a price, in units of 10^-8. Arithmetic is exact and throws {@link ArithmeticException} on
 * overflow.
 */
public record Money(long units) implements Comparable<Money> {
    /** Nothing. */
    public static final Money ZERO = new Money(0);

    /** Reads a plain decimal. */
    public static Money of(String text) {
        return new Money(Decimal.parse(text));
    }

    /** The sum. */
    public Money plus(Money other) {
        return new Money(Math.addExact(units, other.units));
    }

    /** The difference, which may be negative. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(units, other.units));
    }

    /** The same amount the other way. */
    public Money negated() {
        return new Money(Math.negateExact(units));
    }

    /** A price times a quantity, half-even at the last of 8 decimals. */
    public Money times(Quantity quantity) {
        if (units >= 0) {
            return new Money(Decimal.product(units, quantity.units()));
        }
        BigDecimal product = Decimal.toBigDecimal(units).multiply(Decimal.toBigDecimal(quantity.units()));
        return new Money(Decimal.units(product.setScale(Decimal.SCALE, RoundingMode.HALF_EVEN)));
    }

    /** The cost of one unit of the quantity, half-even; nothing for a quantity of nothing. */
    public Money per(Quantity quantity) {
        if (!quantity.isPositive()) {
            return ZERO;
        }
        BigDecimal share = Decimal.toBigDecimal(units)
                .divide(Decimal.toBigDecimal(quantity.units()), Decimal.SCALE, RoundingMode.HALF_EVEN);
        return new Money(Decimal.units(share));
    }

    /** A share of so many parts of the whole, half-even: {@code part / whole} of this amount. */
    public Money share(Quantity part, Quantity whole) {
        BigDecimal share = Decimal.toBigDecimal(units)
                .multiply(Decimal.toBigDecimal(part.units()))
                .divide(Decimal.toBigDecimal(whole.units()), Decimal.SCALE, RoundingMode.HALF_EVEN);
        return new Money(Decimal.units(share));
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(units, other.units);
    }

    @Override
    public String toString() {
        return Decimal.format(units);
    }
}
