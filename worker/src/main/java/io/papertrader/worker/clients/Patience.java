package io.papertrader.worker.clients;

import java.time.Duration;
import java.util.Optional;

/**
 * The time for which a connection has left something undone, counted in looks at even intervals; too long a time ends
 * it. Belongs to the connection's event loop.
 */
final class Patience {
    private final Limits limits;
    private int opening;
    private int strange;
    private int insideMessage;
    private int unread;
    private int idle;
    private boolean isQuiet;

    /** The most looks at each. */
    record Limits(int opening, int strange, int insideMessage, int unread, int idle) {
        static Limits of(ClientsConfig config, Duration look) {
            return new Limits(
                    looks(config.firstMessageTimeout(), look),
                    looks(config.strangerTimeout(), look),
                    looks(config.messageTimeout(), look),
                    looks(config.unreadTimeout(), look),
                    looks(config.idleTimeout(), look));
        }

        private static int looks(Duration most, Duration look) {
            return Math.clamp(most.dividedBy(look), 1, Integer.MAX_VALUE - 1);
        }
    }

    /** The state of a connection at the moment of a look. */
    record Look(boolean isOpening, boolean isStranger, boolean isInsideMessage, boolean isUnread) {}

    Patience(Limits limits) {
        this.limits = limits;
    }

    /** A whole message has come. */
    void heard() {
        insideMessage = 0;
        idle = 0;
        isQuiet = false;
    }

    /** The client has been told what it may ask something about. */
    void expectMessage() {
        isQuiet = false;
    }

    /** True where no message has come, and none was expected, since this was called last: it begins to count anew. */
    boolean takeQuiet() {
        boolean wasQuiet = isQuiet;
        isQuiet = true;
        return wasQuiet;
    }

    /** The client has taken something that was sent. */
    void read() {
        unread = 0;
        idle = 0;
    }

    /** Looks once more; tells why the connection is to end, where it is. */
    Optional<String> look(Look now) {
        opening = count(now.isOpening, opening);
        strange = count(now.isStranger, strange);
        insideMessage = count(now.isInsideMessage, insideMessage);
        unread = count(now.isUnread, unread);
        idle++;
        if (opening > limits.opening) {
            return Optional.of("says nothing");
        }
        if (strange > limits.strange) {
            return Optional.of("does not log in");
        }
        if (insideMessage > limits.insideMessage) {
            return Optional.of("does not end the message that it began");
        }
        if (unread > limits.unread) {
            return Optional.of("does not read its replies");
        }
        return idle > limits.idle ? Optional.of("is idle") : Optional.empty();
    }

    private static int count(boolean isSo, int before) {
        return isSo ? before + 1 : 0;
    }
}
