package io.papertrader.master.asset;

import io.papertrader.vocabulary.Quantity;

/** The volumes that were traded: what there are too many of to be told is the most that a quantity can be. */
public final class Volume {
    private Volume() {}

    /** The volume of two stretches. */
    public static Quantity sum(Quantity one, Quantity other) {
        return one.units() > Long.MAX_VALUE - other.units() ? new Quantity(Long.MAX_VALUE) : one.plus(other);
    }
}
