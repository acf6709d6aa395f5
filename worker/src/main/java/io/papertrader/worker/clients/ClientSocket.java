package io.papertrader.worker.clients;

import io.papertrader.codec.link.ClientAddress;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jboss.logging.Logger;

/** What is written to a client, and the end of one that does not read it. */
final class ClientSocket {
    private static final Logger LOG = Logger.getLogger(ClientSocket.class);
    private static final int MAX_UNREAD_EVENTS = 1_000;

    private final Wire wire;
    private final Context context;
    private final ClientAddress address;
    private final long unreadMillis;
    private int unreadEvents;
    private long unreadTimer = -1;
    private boolean cut;

    ClientSocket(Wire wire, Context context, ClientAddress address, Duration unreadTimeout) {
        this.wire = wire;
        this.context = context;
        this.address = address;
        this.unreadMillis = unreadTimeout.toMillis();
    }

    /** Calls back each time that the client has read what was written. */
    void onDrained(Runnable callback) {
        wire.onDrained(() -> {
            unreadEvents = 0;
            forgetUnread();
            callback.run();
        });
    }

    /** Whether the client is behind with its reading. */
    boolean isFull() {
        return wire.isFull();
    }

    void write(Buffer bytes) {
        wire.send(bytes);
        if (isFull() && unreadTimer < 0) {
            unreadTimer = context.owner().setTimer(unreadMillis, late -> cut("does not read its replies"));
        }
    }

    /** Nobody asked for an event: so many may wait for a client that is behind, and no more. */
    void writeEvent(Buffer bytes) {
        if (isFull() && ++unreadEvents > MAX_UNREAD_EVENTS) {
            cut("does not read its events");
        } else {
            write(bytes);
        }
    }

    /** Closes when all is sent. */
    void close() {
        wire.close();
    }

    /** Stops waiting for a client to read. */
    void forgetUnread() {
        context.owner().cancelTimer(unreadTimer);
        unreadTimer = -1;
    }

    /** Ends the connection at once, for this reason. */
    void cut(String reason) {
        if (!cut) {
            cut = true;
            LOG.infof("Client %s closed: it %s", address, reason);
            wire.cut();
        }
    }
}
