package io.papertrader.worker.session;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import io.papertrader.node.socket.AddressBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A session that the master has vouched for (specification 2.4.2). It is over for this worker when it expires, is
 * revoked, or there is a new link, over which the master has to vouch for it again; while there is no link it holds.
 * Whoever has one looks at it each time instead of looking it up.
 */
public final class Session {
    /**
     * The most networks of which it is known that the master allows it; another is asked for anew, and nothing ends.
     */
    static final int MOST_NETWORKS = 16;

    private static final long WRITE_MILLIS = 1_000;

    private final SessionHash hash;
    private final UserName userName;
    private final Instant expiry;
    private final long expiryMillis;

    /** The networks from which the master has allowed it, the latest last. */
    private volatile List<Network> networks;

    private volatile boolean over;
    private volatile long usedMillis;
    private long toldMillis;

    /** The master has vouched for it just now, which it takes for a use itself. */
    Session(SessionHash hash, UserName userName, Instant expiry, Network network, long now) {
        this.hash = hash;
        this.userName = userName;
        this.expiry = expiry;
        this.expiryMillis = expiry.toEpochMilli();
        this.networks = List.of(network);
        this.usedMillis = now;
        this.toldMillis = now;
    }

    /** The addresses that the master judges alike, or none where the client's is not known. */
    record Network(Optional<AddressBlock> block) {
        static Network of(ClientAddress client) {
            return new Network(client.value().map(AddressBlock::of));
        }
    }

    /** True where the master has vouched for it as it comes from there; from elsewhere it may decide otherwise. */
    boolean isVouchedFrom(Network network) {
        return networks.contains(network);
    }

    /** The master has vouched for it as it comes from there too. */
    synchronized void vouchFrom(Network network) {
        List<Network> others =
                networks.stream().filter(known -> !known.equals(network)).toList();
        int spare = Math.max(0, others.size() - (MOST_NETWORKS - 1));
        networks =
                Stream.concat(others.stream().skip(spare), Stream.of(network)).toList();
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
