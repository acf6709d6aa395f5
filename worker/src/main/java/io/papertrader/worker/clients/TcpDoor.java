package io.papertrader.worker.clients;

import io.papertrader.node.StartRefusal;
import io.papertrader.node.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The port that programs connect to, with TLS where there is a certificate. */
@Singleton
class TcpDoor {
    /**
     * A negative port is any free one, the same for all servers of this number: those of this door on every event loop.
     */
    private static final int ANY_PORT = -2049;

    private final ClientsConfig config;
    private final Admission admission;
    private final ServerTls tls;
    private final Optional<ServerSocketChannel> inherited;
    private final ListeningSocket listening;
    private volatile int port;

    TcpDoor(ClientsConfig config, Admission admission, ServerTls tls) {
        this.config = config;
        this.admission = admission;
        this.tls = tls;
        this.inherited = inherited();
        this.listening = new ListeningSocket(inherited);
    }

    /** Refuses a start with this door as it is set. */
    void check() {
        if (tls.isOn() && config.proxies().isPresent()) {
            throw StartRefusal.because(
                    "PAPERTRADER_LISTEN_PROXIES and PAPERTRADER_TLS_CERTIFICATE exclude each other: let the balancer speak TLS,"
                            + " and set PAPERTRADER_TLS_CLEAR_TEXT=something-else-encrypts, or say nothing of the balancer.");
        }
        tls.refuseClearText(
                "The port for clients", inherited.map(TcpDoor::host).orElse(config.host()), "PAPERTRADER_LISTEN_HOST");
    }

    /** Opens on this event loop; those who are admitted arrive with their place. */
    Future<Void> open(
            Vertx vertx,
            Function<InetAddress, Optional<ConnectionPlace>> admit,
            BiConsumer<Wire, ConnectionPlace> arrive) {
        return listening
                .server(vertx, options())
                .connectHandler(socket -> connected(vertx, socket, new Arrival(admit, arrive)))
                .listen()
                .onSuccess(server -> port = server.actualPort())
                .mapEmpty();
    }

    /** The two things that become of a connection. */
    private record Arrival(
            Function<InetAddress, Optional<ConnectionPlace>> admit, BiConsumer<Wire, ConnectionPlace> arrive) {
        void at(InetAddress from, TcpWire wire) {
            admit.apply(from).ifPresentOrElse(place -> arrive.accept(wire, place), wire::cut);
        }
    }

    private void connected(Vertx vertx, NetSocket socket, Arrival arrival) {
        InetAddress from = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
        TcpWire wire = new TcpWire(socket);
        if (isProxy(from)) {
            readHeader(vertx, wire, from, arrival);
        } else {
            arrival.at(from, wire);
        }
    }

    private boolean isProxy(InetAddress from) {
        return config.proxies()
                .filter(ranges -> ranges.stream().anyMatch(range -> range.contains(from)))
                .isPresent();
    }

    /** A balancer says at once where its client is, or is none. */
    private void readHeader(Vertx vertx, TcpWire wire, InetAddress proxy, Arrival arrival) {
        HeaderWait.begin(
                vertx,
                wire,
                (header, rest) -> {
                    arrival.at(header.client().orElse(proxy), wire);
                    wire.deliver(rest);
                },
                fault -> admission.refused(proxy, "a balancer that sent no PROXY header: " + fault.reason()));
    }

    int port() {
        return port;
    }

    /** Lets nobody in any more; those who are in stay. */
    void close() {
        listening.close();
    }

    private NetServerOptions options() {
        NetServerOptions options = new NetServerOptions()
                .setHost(config.host())
                .setPort(config.port() == 0 ? ANY_PORT : config.port())
                .setReusePort(config.sharePort())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        tls.applyTo(options);
        return options;
    }

    /** The address of a socket that somebody else has bound. */
    private static String host(ServerSocketChannel socket) {
        return ((InetSocketAddress) Objects.requireNonNull(socket.socket().getLocalSocketAddress()))
                .getAddress()
                .getHostAddress();
    }

    /** The socket that systemd holds already, where it does: it is the standard input. */
    private static Optional<ServerSocketChannel> inherited() {
        try {
            return System.inheritedChannel() instanceof ServerSocketChannel socket
                    ? Optional.of(socket)
                    : Optional.empty();
        } catch (IOException noSocket) {
            return Optional.empty();
        }
    }
}
