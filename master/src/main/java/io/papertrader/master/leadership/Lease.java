package io.papertrader.master.leadership;

import java.time.Duration;
import java.util.Map;

/**
 * The lock belongs to a session of Postgres, and Postgres itself ends a session that is silent for longer than this:
 * that of a master that is frozen, cut off or gone.
 */
public record Lease(Duration length) {
    /** Often enough that a pause of all but half a second of the lease costs nobody the lead. */
    static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** The time between two tries of a standby. */
    static final Duration TRY = Duration.ofMillis(200);

    /** The settings that Postgres is told when the lead's session begins. A statement that runs is not silence. */
    public Map<String, String> session() {
        return Map.of("idle_session_timeout", millis(), "idle_in_transaction_session_timeout", millis());
    }

    String millis() {
        return String.valueOf(length.toMillis());
    }
}
