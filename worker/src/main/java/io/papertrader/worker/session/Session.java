package io.papertrader.worker.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import java.time.Instant;

/**
 * A session that the master has vouched for (specification 2.4.2). It is over for this worker when it expires, is revoked, or
 * there is a new link, over which the master has to vouch for it again; while there is no link it holds. Whoever has one looks
 * at it each time instead of looking it up.
 */
public final class Session {
    private final SessionHash hash;
    private final UserName userName;
    private final Instant expiry;
    private final long expiryMillis;
    private volatile boolean over;

    Session(SessionHash hash, UserName userName, Instant expiry) {
        this.hash = hash;
        this.userName = userName;
        this.expiry = expiry;
        this.expiryMillis = expiry.toEpochMilli();
    }

    /** What is kept in place of its ID. */
    public SessionHash hash() {
        return hash;
    }

    /** Whose it is. */
    public UserName userName() {
        return userName;
    }

    /** When it expires. */
    public Instant expiry() {
        return expiry;
    }

    /** Whether it authorises at this time, in milliseconds since 1970. */
    public boolean isActive(long now) {
        return !over && now < expiryMillis;
    }

    /** The master has to vouch for it again before it authorises anything. */
    void end() {
        over = true;
    }
}
