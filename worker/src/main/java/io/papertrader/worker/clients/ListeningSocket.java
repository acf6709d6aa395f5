package io.papertrader.worker.clients;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.VertxWrapper;
import io.vertx.core.impl.transports.EpollTransport;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetServerImpl;
import io.vertx.core.spi.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The socket beneath Vert.x's NetServer, for three things that a NetServer does not do with it: share its port with the
 * worker that takes over (SO_REUSEPORT), take it from a service manager that holds it already, and stop listening while
 * the connections that came through it live on. It is Linux's own (epoll) where that can be had, else the JDK's.
 */
final class ListeningSocket {
    /** So much is read of a connection in its turn, a hundred small requests: others have theirs a moment later. */
    private static final int READ_BYTES = 2_048;

    private static final int STANDARD_INPUT = 0;
    private static final Path STANDARD_INPUT_LINK = Path.of("/proc/self/fd/0");

    private final boolean isStandardInput;
    private volatile Channel channel;

    private ListeningSocket(boolean isStandardInput) {
        this.isStandardInput = isStandardInput;
    }

    /** A new one for one start. */
    static ListeningSocket own() {
        return new ListeningSocket(false);
    }

    /** The one that a service manager has bound already, where it gave it as standard input; else a new one. */
    static ListeningSocket ofServiceManager() {
        return new ListeningSocket(isStandardInputASocket());
    }

    private static boolean isStandardInputASocket() {
        try {
            return Files.readSymbolicLink(STANDARD_INPUT_LINK).toString().startsWith("socket:");
        } catch (IOException | UnsupportedOperationException noLink) {
            return false;
        }
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

    private <C extends ServerChannel> C opened(C fresh) {
        channel = fresh;
        return fresh;
    }

    private void configure(ServerBootstrap bootstrap) {
        // A fixed piece, and one a turn: what has been read and not yet looked at is bounded by it.
        bootstrap.childOption(
                ChannelOption.RCVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ_BYTES).maxMessagesPerRead(1));
        if (isStandardInput) {
            bootstrap.handler(new BoundBefore());
        }
    }

    /** Vert.x as it is, but for the socket that a server listens on. */
    private final class WithSocket extends VertxWrapper {
        private WithSocket(VertxInternal vertx) {
            super(vertx);
        }

        @Override
        public Transport transport() {
            return isNativeTransportEnabled() ? new OnEpoll() : new OnJdk();
        }
    }

    private final class OnEpoll extends EpollTransport {
        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean isDomainSocket) {
            return () -> opened(
                    isStandardInput ? new EpollServerSocketChannel(STANDARD_INPUT) : new EpollServerSocketChannel());
        }

        @Override
        public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
            super.configure(options, isDomainSocket, bootstrap);
            ListeningSocket.this.configure(bootstrap);
        }
    }

    private final class OnJdk extends JDKTransport {
        @Override
        public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean isDomainSocket) {
            return () ->
                    opened(isStandardInput ? new NioServerSocketChannel(inherited()) : new NioServerSocketChannel());
        }

        @Override
        public void configure(NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
            super.configure(options, isDomainSocket, bootstrap);
            ListeningSocket.this.configure(bootstrap);
            if (options.isReusePort()) {
                bootstrap.option(NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT), true);
            }
        }
    }

    private static ServerSocketChannel inherited() {
        try {
            return (ServerSocketChannel) System.inheritedChannel();
        } catch (IOException e) {
            throw new UncheckedIOException("standard input is no socket to listen on", e);
        }
    }

    /** The service manager did it. */
    private static final class BoundBefore extends ChannelOutboundHandlerAdapter {
        @Override
        public void bind(ChannelHandlerContext context, SocketAddress address, ChannelPromise promise) {
            promise.setSuccess();
        }
    }
}
