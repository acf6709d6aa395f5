package io.papertrader.market.ledger;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Quantity;

/**
 * The holding of one asset in a portfolio.
 *
 * @param cost the sum that was paid for the quantity, fees included; the average cost of a unit is
 *     {@code cost.per(quantity)}
 */
public record Position(Quantity quantity, Money cost) {
    /** Holds nothing. */
    public static final Position NONE = new Position(Quantity.ZERO, Money.ZERO);

    public Position {
        if (cost.units() < 0) {
            throw new IllegalArgumentException("a cost must not be negative");
        }
    }

    /**
     * The position after a purchase of so much for this price; throws {@link ArithmeticException} beyond all bounds.
     */
    public Position buy(Quantity amount, Money price) {
        return new Position(quantity.plus(amount), cost.plus(price));
    }

    /** The position after a sale of so much; the cost goes down in proportion, half-even, so that the average stays. */
    public Position sell(Quantity amount) {
        return new Position(quantity.minus(amount), cost.minus(cost.share(amount, quantity)));
    }
}
