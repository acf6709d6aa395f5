package io.papertrader.master.trade;

import io.papertrader.vocabulary.Decimal;
import io.papertrader.vocabulary.Money;
import org.eclipse.microprofile.config.spi.Converter;

/** Plain decimals up to a bound; none of them is a debt. */
abstract class BoundedMoney implements Converter<Money> {
    private static final long serialVersionUID = 1L;

    /** The bound as text, since a converter may be written to a stream, and money may not. */
    private final String most;

    BoundedMoney(String most) {
        this.most = most;
    }

    @Override
    public Money convert(String value) {
        Money bound = Money.of(most);
        Money money = Money.of(value);
        if (money.units() < 0 || money.compareTo(bound) > 0) {
            throw new IllegalArgumentException(
                    "must be at least 0 and at most " + Decimal.grouped(bound.units(), 0) + ", not " + value);
        }
        return money;
    }
}
