package io.papertrader.worker.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import io.papertrader.node.socket.AddressBlock;
import java.time.Instant;
import java.util.Optional;

/**
 * A session that the master has vouched for (specification 2.4.2). It is over for this worker when it expires, is
 * revoked, or there is a new link, over which the master has to vouch for it again; while there is no link it holds.
 * Whoever has one looks at it each time instead of looking it up.
 */
public final class Session {
    private static final long WRITE_MILLIS = 1_000;

    private final SessionHash hash;
    private final UserName userName;
    private final Instant expiry;
    private final long expiryMillis;
    private final Optional<AddressBlock> vouchedFrom;
    private volatile boolean over;
    private volatile long usedMillis;
    private long toldMillis;

    /** The master has vouched for it just now, which it takes for a use itself. */
    Session(SessionHash hash, UserName userName, Instant expiry, ClientAddress client, long now) {
        this.hash = hash;
        this.userName = userName;
        this.expiry = expiry;
        this.expiryMillis = expiry.toEpochMilli();
        this.vouchedFrom = block(client);
        this.usedMillis = now;
        this.toldMillis = now;
    }

    private static Optional<AddressBlock> block(ClientAddress client) {
        return client.value().map(AddressBlock::of);
    }

    /** True where the master has vouched for it as it comes from there; from elsewhere it may decide otherwise. */
    boolean isVouchedFrom(ClientAddress client) {
        return vouchedFrom.equals(block(client));
    }

    /** Uses it at this time, in milliseconds since 1970; false where it does not authorise. */
    public boolean use(long now) {
        boolean isActive = isActive(now);
        // Many connections may share it: one write a second is enough to be told once a minute.
        if (isActive && now - usedMillis >= WRITE_MILLIS) {
            usedMillis = now;
        }
        return isActive;
    }

    /** The time of its last use, where that has not been told yet. Asked by one thread alone. */
    Optional<Instant> takeUse() {
        long used = usedMillis;
        if (used <= toldMillis) {
            return Optional.empty();
        }
        toldMillis = used;
        return Optional.of(Instant.ofEpochMilli(used));
    }

    /** The hash that is kept in place of its ID. */
    public SessionHash hash() {
        return hash;
    }

    /** The owner of the session. */
    public UserName userName() {
        return userName;
    }

    /** The moment at which it expires. */
    public Instant expiry() {
        return expiry;
    }

    /** True where it authorises at this time, in milliseconds since 1970. */
    public boolean isActive(long now) {
        return !over && now < expiryMillis;
    }

    /** The master has to vouch for it again before it authorises anything. */
    void end() {
        over = true;
    }
}
