package io.papertrader.master.audit;

import io.papertrader.master.Origin;
import java.util.Optional;

/** The party that acts, and its place. */
public record By(Party who, Place where) {
    /** A user, through a worker. */
    public static By account(long number, Origin origin) {
        return new By(new Party.Account(number), Place.of(origin));
    }

    /** The account that the act gives back, through a worker. */
    public static By returned(Origin origin) {
        return new By(new Party.Returned(), Place.of(origin));
    }

    /** Somebody who has not said, or not proved, who it is. */
    public static By nobody(Origin origin) {
        return new By(new Party.Nobody(), Place.of(origin));
    }

    /** An operator, at the management port. */
    public static By operator(String name, String address) {
        return new By(new Party.Operator(name), new Place(Optional.empty(), Optional.of(address)));
    }

    /** Somebody at the management port who is no operator. */
    public static By stranger(String address) {
        return new By(new Party.Nobody(), new Place(Optional.empty(), Optional.of(address)));
    }

    /** The master by itself. */
    public static By master() {
        return new By(new Party.Master(), Place.NONE);
    }
}
