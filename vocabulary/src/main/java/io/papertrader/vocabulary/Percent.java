package io.papertrader.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share of a whole, in units of 10^-8 percent. */
public record Percent(long units) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** All of a whole, in units. */
    private static final long WHOLE = 100 * Decimal.ONE;

    /** Below this a part of a whole, times the percent, is a long. */
    private static final long SMALL = Long.MAX_VALUE / WHOLE;

    /** The part's share of the whole, half-even; 0 of a whole of nothing. */
    public static Percent of(Money part, Money whole) {
        if (whole.units() == 0) {
            return new Percent(0);
        }
        BigDecimal percent = Decimal.toBigDecimal(part.units())
                .multiply(HUNDRED)
                .divide(Decimal.toBigDecimal(whole.units()), Decimal.SCALE, RoundingMode.HALF_EVEN);
        return new Percent(Decimal.units(percent));
    }

    /**
     * This share of an amount, half-even; throws {@link ArithmeticException} on overflow. Small shares, as fees are,
     * are computed without a {@link BigDecimal}: each order has a fee.
     */
    public Money share(Money whole) {
        if (units >= 0 && units <= SMALL && whole.units() >= 0) {
            long rest = whole.units() % WHOLE * units;
            long share = Math.addExact(Math.multiplyExact(whole.units() / WHOLE, units), rest / WHOLE);
            return new Money(Math.addExact(share, Decimal.roundingHalfEven(share, rest % WHOLE, WHOLE)));
        }
        BigDecimal share = Decimal.toBigDecimal(whole.units())
                .multiply(Decimal.toBigDecimal(units))
                .divide(HUNDRED, Decimal.SCALE, RoundingMode.HALF_EVEN);
        return new Money(Decimal.units(share));
    }

    @Override
    public String toString() {
        return Decimal.format(units);
    }
}
