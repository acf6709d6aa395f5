package io.papertrader.master.leadership;

import java.time.Duration;
import java.util.Map;

/**
 * The time for which the session that holds the lock of the lead may be silent. Postgres itself ends it when it is
 * silent for longer, since its master is frozen, cut off or gone.
 */
public record Lease(Duration length) {
    /** The time after which Postgres ends the session of a master that it cannot reach, however long the lease. */
    public static final Duration UNREACHED = Duration.ofSeconds(3);

    /** The time between two signs of life: standing still for all but half a second of the lease costs no lead. */
    static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** The time between two tries of a standby. */
    static final Duration TRY = Duration.ofMillis(200);

    /** The settings that Postgres is told when the lead's session begins. A statement that runs is not silence. */
    public Map<String, String> session() {
        return Map.of("idle_session_timeout", millis(), "idle_in_transaction_session_timeout", millis());
    }

    /** The time behind a question that was answered in which Postgres cannot have ended the session. */
    Duration certain() {
        return length.compareTo(UNREACHED) < 0 ? length : UNREACHED;
    }

    String millis() {
        return String.valueOf(length.toMillis());
    }
}
