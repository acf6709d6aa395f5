package io.papertrader.market.order;

import io.papertrader.market.order.Decision.Fill;
import io.papertrader.market.order.Decision.Reject;
import io.papertrader.market.order.Decision.Wait;
import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Side;

/**
 * The terms on which an order fills. They look at one value and nothing else, so a value that is looked at twice
 * decides the same. A new kind of order is one more record here.
 */
public sealed interface Terms {
    /** The order's fate at this value, which was seen after the order was accepted. */
    Decision at(Side side, Money value);

    /** The price at which a purchase reserves cash while it waits, where this is the latest value. */
    Money reservePrice(Money value);

    /** Fills at the next value, whatever it is. */
    record AtNextValue() implements Terms {
        @Override
        public Decision at(Side side, Money value) {
            return new Fill(value);
        }

        @Override
        public Money reservePrice(Money value) {
            return value;
        }
    }

    /** Fills at the first value that is this price or a better one, and waits for it. */
    record Limit(Money price) implements Terms {
        @Override
        public Decision at(Side side, Money value) {
            return isWithin(price, side, value) ? new Fill(value) : new Wait();
        }

        @Override
        public Money reservePrice(Money value) {
            return price;
        }
    }

    /** Fills at the next value where that is this price or a better one, and otherwise not at all. */
    record NextValueOrNever(Money price) implements Terms {
        @Override
        public Decision at(Side side, Money value) {
            return isWithin(price, side, value) ? new Fill(value) : new Reject();
        }

        @Override
        public Money reservePrice(Money value) {
            return price;
        }
    }

    private static boolean isWithin(Money price, Side side, Money value) {
        return switch (side) {
            case BUY -> value.compareTo(price) <= 0;
            case SELL -> value.compareTo(price) >= 0;
        };
    }
}
