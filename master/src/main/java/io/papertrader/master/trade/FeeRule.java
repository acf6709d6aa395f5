package io.papertrader.master.trade;

import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a settled transaction costs; its text is kept with each settlement, so that every fill explains itself. */
record FeeRule(Money fixed, Money percent) {
    private static final int PERCENT_DIGITS = 2;

    static FeeRule of(TradeConfig config) {
        return new FeeRule(config.fee(), config.feePercent());
    }

    /** The fee on a gross value, half-even. */
    Money on(Money gross) {
        BigDecimal share = Decimal.toBigDecimal(gross.units())
                .multiply(Decimal.toBigDecimal(percent.units()))
                .movePointLeft(PERCENT_DIGITS)
                .setScale(Decimal.SCALE, RoundingMode.HALF_EVEN);
        return fixed.plus(new Money(Decimal.units(share)));
    }

    @Override
    public String toString() {
        return fixed + " + " + percent + "%";
    }
}
