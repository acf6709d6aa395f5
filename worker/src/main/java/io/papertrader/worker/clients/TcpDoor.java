package io.papertrader.worker.clients;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.node.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The port that programs connect to, with TLS where there is a certificate. */
@Singleton
class TcpDoor {
    /**
     * A negative port is any free one, the same for all servers of this number: those of this door on every event loop.
     */
    private static final int ANY_PORT = -2049;

    private final ClientsConfig config;
    private final ServerTls tls;
    private final Optional<ServerSocketChannel> inherited;
    private final ListeningSocket listening;
    private volatile int port;

    TcpDoor(ClientsConfig config, Admission admission, ServerTls tls) {
        this.config = config;
        this.tls = tls;
        this.inherited = inherited();
        this.listening = new ListeningSocket(
                inherited, new Gate(config.proxies().orElse(Balancers.NONE), admission), beginning(tls));
    }

    /** In the clear the protocol itself answers what is none of its messages. */
    private static Optional<Beginning> beginning(ServerTls tls) {
        return tls.isOn() ? Optional.of(Beginning.ofTls(clearTextRefused())) : Optional.empty();
    }

    private static byte[] clearTextRefused() {
        Reply refusal = Instruction.DATA.failure(FailCode.MALFORMED, "This port speaks TLS.");
        return MessageCodec.encode(refusal).encode().getBytes();
    }

    /** Refuses a start with this door as it is set. */
    void check() {
        tls.refuseClearText(
                "The port for clients", inherited.map(TcpDoor::host).orElse(config.host()), "PAPERTRADER_LISTEN_HOST");
    }

    /** Opens on this event loop; those who are admitted arrive there. */
    Future<Void> open(Vertx vertx, Consumer<ChannelWire> arrive) {
        return listening
                .server(vertx, options())
                .connectHandler(socket -> arrive.accept(new TcpWire(socket)))
                .listen()
                .onSuccess(server -> port = server.actualPort())
                .mapEmpty();
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
        // A place is held from the first byte of a handshake on.
        options.setSslHandshakeTimeout(config.firstMessageTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
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
