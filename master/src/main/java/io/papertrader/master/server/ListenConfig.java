package io.papertrader.master.server;

import io.papertrader.node.config.AtLeastOne;
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
    @WithDefault("2048")
    int port();

    /** The most connections at a time, strangers included; more are closed at once. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("1000")
    int maxConnections();

    /** How long a connection may take to prove who it is. */
    @WithDefault("10s")
    Duration handshakeTimeout();

    /** How long a worker may be silent before its link is closed; one that is well asks something every 5 s. */
    @WithDefault("30s")
    Duration workerSilence();

    /** Requests of one worker that are worked on at the same time; then it is read no further. */
    @WithConverter(AtLeastOne.class)
    @WithDefault("2048")
    int maxInFlight();

    /** How long a stop waits for requests that are being worked on. */
    @WithDefault("5s")
    Duration drainTimeout();
}
