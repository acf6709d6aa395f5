package io.papertrader.master.trade;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;

/**
 * What an account holds of an asset.
 *
 * @param reserved part of the quantity that queued sales hold back
 * @param cost what the quantity cost, fees included
 */
public record Position(Quantity quantity, Quantity reserved, Money cost) {
    static final Position NONE = new Position(Quantity.ZERO, Quantity.ZERO, Money.ZERO);

    public Position {
        if (reserved.compareTo(quantity) > 0) {
            throw new IllegalArgumentException("reserved must not be over the quantity");
        }
    }

    Quantity available() {
        return quantity.minus(reserved);
    }

    Position reserve(Quantity amount) {
        return new Position(quantity, reserved.plus(amount), cost);
    }

    Position release(Quantity amount) {
        return new Position(quantity, reserved.minus(amount), cost);
    }

    Position buy(Quantity amount, Money price) {
        return new Position(quantity.plus(amount), reserved, cost.plus(price));
    }

    /** Sells what was reserved; the cost goes down in proportion, so that the average stays. */
    Position sellReserved(Quantity amount) {
        Quantity left = quantity.minus(amount);
        return new Position(left, reserved.minus(amount), cost.minus(cost.share(amount, quantity)));
    }
}
