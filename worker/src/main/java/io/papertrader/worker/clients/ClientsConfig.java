package io.papertrader.worker.clients;

import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.config.PortNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The listener for clients. */
@ConfigMapping(prefix = "papertrader.listen")
public interface ClientsConfig {
    /** The address to listen on; on any but loopback clients need TLS ({@code papertrader.tls.certificate}). */
    @WithDefault("0.0.0.0")
    String host();

    /** The port to listen on (specification 4.3.2); 0 takes a free one. */
    @WithConverter(PortNumber.class)
    @WithDefault("2049")
    int port();

    /**
     * True where another worker may listen on the same port, so that a new one takes over before the old one is gone.
     */
    @WithDefault("false")
    boolean sharePort();

    /**
     * The worker stops after so long without a client, for a service manager to start it on the next; never where not
     * set.
     */
    Optional<Duration> stopWhenIdle();

    /**
     * The addresses of balancers, as {@code 192.0.2.7} or {@code 192.0.2.0/24}, separated by commas, or {@code none}:
     * their connections begin with a PROXY header (version 2), which says where a client really is, so that the limits
     * of an address see it. Before TLS where the worker speaks it; on both ports, unless the one for browsers has a
     * list of its own ({@code papertrader.web-socket.proxies}).
     */
    @WithConverter(Balancers.Reader.class)
    Optional<Balancers> proxies();

    /** The most connections at a time; more are closed at once. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("10000")
    int maxConnections();

    /** The most connections at a time from one address (of IPv6: from one /64). */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2000")
    int maxConnectionsPerAddress();

    /** The most connections at a time on which nobody is logged in yet. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2000")
    int maxStrangers();

    /** The most connections at a time from one address (of IPv6: from one /64) on which nobody is logged in yet. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("500")
    int maxStrangersPerAddress();

    /** Requests of one connection that are worked on at the same time; then it is read no further. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("256")
    int maxInFlight();

    /** The time that a new connection may take to send its first message. */
    @WithDefault("10s")
    Duration firstMessageTimeout();

    /** The time that a connection may do without a login. */
    @WithDefault("1m")
    Duration strangerTimeout();

    /** The time that a message that has begun may take to its last byte. */
    @WithDefault("10s")
    Duration messageTimeout();

    /** The time for which a connection may be silent both ways. */
    @WithDefault("30m")
    Duration idleTimeout();

    /** The time for which a client may leave its replies unread before its connection is closed. */
    @WithDefault("30s")
    Duration unreadTimeout();

    /** The time for which a stop answers clients that go on asking; they are told to go elsewhere. */
    @WithDefault("5s")
    Duration drainTimeout();
}
