package io.papertrader.market.ledger;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Percent;

/**
 * The fee of a trade: a fixed amount and a share of its gross value. Its text is kept with each fill, so that every
 * fill explains itself.
 */
public record FeeRule(Money fixed, Percent percent) {
    /** Trading costs nothing. */
    public static final FeeRule FREE = new FeeRule(Money.ZERO, new Percent(0));

    public FeeRule {
        if (fixed.units() < 0 || percent.units() < 0) {
            throw new IllegalArgumentException("a fee must not be negative");
        }
    }

    /** The fee on a gross value, half-even; throws {@link ArithmeticException} beyond all money. */
    public Money on(Money gross) {
        return fixed.plus(percent.share(gross));
    }

    @Override
    public String toString() {
        return fixed + " + " + percent + "%";
    }
}
