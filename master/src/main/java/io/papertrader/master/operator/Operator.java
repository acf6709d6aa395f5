package io.papertrader.master.operator;

import java.time.Instant;

/** Somebody who runs the network, or a part of it. */
public record Operator(String name, Role role, Instant addedAt) {
    /** The operator whose token is the file {@code admin-token}: the first one's way in, and the last's. */
    public static final Operator FIRST = new Operator("admin", Role.ALL, Instant.EPOCH);

    public Operator {
        if (!name.matches("[a-z0-9][a-z0-9_.-]{0,62}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 63 characters of a-z, 0-9, '_', '.', '-', the first a letter or digit");
        }
    }
}
