package io.papertrader.master.server;

import io.papertrader.node.config.AtLeastOne;
import io.papertrader.node.config.PortNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The listener for workers. */
@ConfigMapping(prefix = "papertrader.listen")
public interface ListenConfig {
    /** The address to listen on. */
    @WithDefault("0.0.0.0")
    String host();

    /** The port to listen on (specification 4.3.1); 0 takes a free one. */
    @WithConverter(PortNumber.class)
    @WithDefault("2048")
    int port();

    /** The most connections at a time from addresses that an enabled worker may come from; more are cut at once. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1000")
    int maxConnections();

    /** The most of these from one address, or from one IPv6 network of 64 bits. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("256")
    int maxConnectionsPerAddress();

    /** The time that a worker's connection may take to prove who it is. */
    @WithDefault("10s")
    Duration handshakeTimeout();

    /** Everybody else, who may ask for the list of workers. */
    Strangers strangers();

    /**
     * The time for which a worker may be silent, or read nothing of what it is sent, before its link is cut; one that
     * is well asks something every second.
     */
    @WithDefault("30s")
    Duration workerSilence();

    /** Requests of one worker that are worked on at the same time; others wait for them. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2048")
    int maxInFlight();

    /** The bytes of one worker's requests that may wait; then it is read no further. */
    @WithDefault("1048576")
    long maxWaitingBytes();

    /** The bytes that one worker may leave unread; then its link is cut. */
    @WithDefault("16777216")
    long maxUnsentBytes();

    /** The time for which a request is worked on before it is answered as unavailable and its place is free again. */
    @WithDefault("30s")
    Duration answerTimeout();

    /** The time for which requests of a link may be worked on without one answer before the master is not ready. */
    @WithDefault("10s")
    Duration stuckAfter();

    /** The time for which a stop waits for requests that are being worked on. */
    @WithDefault("5s")
    Duration drainTimeout();

    /** Connections from addresses that no enabled worker may come from. */
    interface Strangers {
        /** The most at a time. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("64")
        int maxConnections();

        /** The most of these from one address, or from one IPv6 network of 64 bits. */
        @WithConverter(AtLeastOne.class)
        @WithDefault("4")
        int maxConnectionsPerAddress();

        /** The time that a connection may take to ask its one question. */
        @WithDefault("2s")
        Duration timeout();
    }
}
