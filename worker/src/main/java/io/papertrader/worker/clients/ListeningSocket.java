package io.papertrader.worker.clients;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.spi.transport.Transport;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The socket beneath Vert.x's NetServer, for five things that a NetServer does not do with it: share its port with the
 * worker that takes over (SO_REUSEPORT), take it from a service manager that holds it already, stop listening while the
 * connections that came through it live on, decide about a connection before anything is read of it, TLS included, and
 * answer whoever does not begin as its clients do.
 */
final class ListeningSocket {
    /**
     * The bytes that are read of a connection in its turn, a hundred small requests: others have theirs a moment later.
     */
    private static final int READ_BYTES = 2_048;

    private final Optional<ServerSocketChannel> inherited;
    private final Gate gate;
    private final Optional<Beginning> beginning;
    private volatile @Nullable Channel channel;

    /**
     * A socket for one start.
     *
     * @param inherited one that is bound already, where there is such
     * @param gate asked on the thread that takes connections in
     * @param beginning the first byte that clients are to send, where the server cannot answer whoever sends another
     */
    ListeningSocket(Optional<ServerSocketChannel> inherited, Gate gate, Optional<Beginning> beginning) {
        this.inherited = inherited;
        this.gate = gate;
        this.beginning = beginning;
    }

    /** A server that listens on this socket; several of the same address share it. */
    NetServer server(Vertx vertx, NetServerOptions options) {
        return new NetServerImpl(new WithSocket((VertxInternal) vertx), options);
    }

    /** The same for HTTP. */
    HttpServer httpServer(Vertx vertx, HttpServerOptions options) {
        return new HttpServerImpl(new WithSocket((VertxInternal) vertx), options);
    }

    /** Lets nobody in any more. Connections stay. Blocks, for no client must be told before it is so. */
    void close() {
        Channel open = channel;
        if (open != null) {
            open.close().syncUninterruptibly();
        }
    }

    private ServerChannel open() {
        ServerChannel opened = inherited
                .map(bound -> new GatedChannel(bound, gate, true))
                .orElseGet(() -> new GatedChannel(unbound(), gate, false));
        channel = opened;
        return opened;
    }

    /** Vert.x as it is, but for the socket that a server listens on. */
    private final class WithSocket extends VertxWrapper {
        private WithSocket(VertxInternal vertx) {
            super(vertx);
        }

        @Override
        public Transport transport() {
            return new SocketTransport();
        }
    }

    private final class SocketTransport extends JDKTransport {
        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean isDomainSocket) {
            return ListeningSocket.this::open;
        }

        @Override
        public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
            super.configure(options, isDomainSocket, bootstrap);
            bootstrap.childHandler(gate.wayTo(checked(bootstrap.config().childHandler())));
            // A fixed piece, and one a turn: what has been read and not yet looked at is bounded by it.
            bootstrap.childOption(
                    ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1));
            if (options.isReusePort()) {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
        }
    }

    private ChannelHandler checked(ChannelHandler server) {
        return beginning
                .map(expected -> FirstByte.before(server, expected, gate::refused))
                .orElse(server);
    }

    private static ServerSocketChannel unbound() {
        try {
            return ServerSocketChannel.open();
        } catch (IOException e) {
            throw new ChannelException("no socket to listen on", e);
        }
    }

    /** Takes in those alone whom the gate lets in. */
    private static final class GatedChannel extends NioServerSocketChannel {
        private final Gate gate;
        private final boolean isBound;

        private GatedChannel(ServerSocketChannel socket, Gate gate, boolean isBound) {
            super(socket);
            this.gate = gate;
            this.isBound = isBound;
        }

        @Override
        protected void doBind(SocketAddress address) throws Exception {
            // Otherwise the service manager did.
            if (!isBound) {
                super.doBind(address);
            }
        }

        /** Whoever is turned away is nobody's connection yet, and costs no more than this. */
        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int count = super.doReadMessages(accepted);
            boolean isLetIn = count <= 0;
            try {
                isLetIn = isLetIn || isLetIn((SocketChannel) accepted.getLast());
            } finally {
                // Also where the gate cannot say: whoever has no place is not let in.
                if (!isLetIn) {
                    ((Channel) accepted.removeLast()).unsafe().closeForcibly();
                }
            }
            return count;
        }

        /** One that has gone already comes from nowhere. */
        private boolean isLetIn(SocketChannel connection) {
            return connection.remoteAddress() != null && gate.letsIn(connection);
        }
    }
}
