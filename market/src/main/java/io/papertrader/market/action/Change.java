package io.papertrader.market.action;

import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import java.util.Optional;

/** The matter of a corporate action. */
public sealed interface Change {
    /** Old shares become new ones: more of them, or fewer. */
    record Split(ShareRatio ratio) implements Change {}

    /** Each share brings so much money. */
    record Dividend(Money perShare) implements Change {
        public Dividend {
            if (perShare.units() <= 0) {
                throw new IllegalArgumentException("a dividend is above zero");
            }
        }
    }

    /** The asset goes on under another symbol. */
    record Renaming(AssetSymbol to) implements Change {}

    /**
     * The asset is traded no more; what is held is paid out.
     *
     * @param perShare the amount for each share where the operator names it; else the last value
     */
    record Delisting(Optional<Money> perShare) implements Change {
        public Delisting {
            if (perShare.filter(money -> money.units() < 0).isPresent()) {
                throw new IllegalArgumentException("a share is not paid with less than nothing");
            }
        }
    }

    /** True where shares of before are none after it: orders of them end, and values of them are none any more. */
    default boolean takesShares() {
        return !(this instanceof Dividend);
    }
}
