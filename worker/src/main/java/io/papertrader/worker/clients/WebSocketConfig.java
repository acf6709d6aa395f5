package io.papertrader.worker.clients;

import io.papertrader.node.config.PortNumber;
import io.papertrader.node.config.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The door for browsers: WebSocket with the same protocol, limits and certificate as the port for programs. */
@ConfigMapping(prefix = "papertrader.web-socket")
public interface WebSocketConfig {
    /** The address to listen on; that of the port for programs where not set. */
    Optional<String> host();

    /** The port to listen on; 0 takes a free one, -1 leaves this door closed. */
    @WithConverter(PortOrNone.class)
    @WithDefault("2080")
    int port();

    /**
     * The origins whose pages may connect, as {@code https://trade.example.org}, separated by commas. A program sends
     * no origin and may always.
     */
    Optional<List<String>> origins();

    /**
     * The addresses of balancers in front of this port, where they are others than those of the port for programs
     * ({@code papertrader.listen.proxies}): {@code none} where HTTP comes through a proxy that sends no PROXY header.
     */
    @WithConverter(Balancers.Reader.class)
    Optional<Balancers> proxies();

    /** A port, or -1. */
    final class PortOrNone extends WholeNumber {
        private static final long serialVersionUID = 1L;

        public PortOrNone() {
            super(-1, PortNumber.HIGHEST);
        }
    }
}
