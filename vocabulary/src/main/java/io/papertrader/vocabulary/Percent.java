package io.papertrader.vocabulary;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A share of a whole, in units of 10^-8 percent. */
public record Percent(long units) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What the part is of the whole, half-even; 0 of a whole of nothing. */
    public static Percent of(Money part, Money whole) {
        if (whole.units() == 0) {
            return new Percent(0);
        }
        BigDecimal percent = Decimal.toBigDecimal(part.units())
                .multiply(HUNDRED)
                .divide(Decimal.toBigDecimal(whole.units()), Decimal.SCALE, RoundingMode.HALF_EVEN);
        return new Percent(Decimal.units(percent));
    }

    @Override
    public String toString() {
        return Decimal.format(units);
    }
}
