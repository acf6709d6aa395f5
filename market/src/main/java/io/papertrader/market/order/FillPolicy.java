package io.papertrader.market.order;

import io.papertrader.vocabulary.Money;
import io.papertrader.vocabulary.Side;

/** The price at which an order fills where its terms are met; each fill carries the name. */
public enum FillPolicy {
    /** Fills at the value itself: no spread, no slippage. */
    VALUE {
        @Override
        public Money price(Side side, Money value) {
            return value;
        }
    };

    /** The price of a fill at this value. */
    public abstract Money price(Side side, Money value);
}
