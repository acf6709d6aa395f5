package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.MarketEvent.ValuesUpdated;

/**
 * The point that the market has come to with its updates.
 *
 * <pre>
 *   Cleared(n) --ValuesUpdated(n + 1)--> Clearing(n + 1) --ClearingEnded(n + 1)--> Cleared(n + 1)
 *   Cleared(n) --ActionAnnounced-------> CarryingOut(n) ---ActionEnded-----------> Cleared(n)
 * </pre>
 */
public sealed interface Progress {
    /** The number of the last update, 0 where there is none. */
    long update();

    /** Nothing is due any more at the last update's values. */
    record Cleared(long update) implements Progress {}

    /** Orders may still be due at these values. */
    record Clearing(ValuesUpdated values) implements Progress {
        @Override
        public long update() {
            return values.number();
        }
    }

    /**
     * A corporate action is being carried out.
     *
     * @param reached the number of the last portfolio that has had its part or missed it, 0 where none has: they come
     *     by their numbers
     */
    record CarryingOut(ActionAnnounced announced, long reached) implements Progress {
        @Override
        public long update() {
            return announced.update();
        }
    }
}
