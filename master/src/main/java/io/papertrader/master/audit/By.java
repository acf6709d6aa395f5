package io.papertrader.master.audit;

import io.papertrader.master.Origin;
import java.util.Optional;

/** The party that acts, and where. */
public record By(Party who, Scene where) {
    /** A user, through a worker. */
    public static By account(long number, Origin origin) {
        return new By(new Party.Account(number), Scene.of(origin));
    }

    /** The account that the act gives back, through a worker. */
    public static By returned(Origin origin) {
        return new By(new Party.Returned(), Scene.of(origin));
    }

    /** Somebody who has not said, or not proved, who it is. */
    public static By nobody(Origin origin) {
        return new By(new Party.Nobody(), Scene.of(origin));
    }

    /** An operator, at the management port. */
    public static By operator(String name, String address) {
        return new By(new Party.Operator(name), new Scene(Optional.empty(), Optional.of(address)));
    }

    /** Somebody at the management port who is no operator. */
    public static By stranger(String address) {
        return new By(new Party.Nobody(), new Scene(Optional.empty(), Optional.of(address)));
    }

    /** The master by itself. */
    public static By master() {
        return new By(new Party.Master(), Scene.NONE);
    }
}
