package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.papertrader.worker.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ends of a wire over a real socket. */
class TcpWireTest {
    private static final int PIECE = 100_000;
    private static final int PIECES = 40;
    private static final byte[] GREETING = "hello".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final CompletableFuture<Arrived> arrival = new CompletableFuture<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger emptyWrites = new AtomicInteger();

    /** A wire, and the loop that it belongs to. */
    private record Arrived(TcpWire wire, Context loop) {
        private void run(Runnable step) {
            loop.runOnContext(now -> step.run());
        }
    }

    @AfterEach
    void stop() throws Exception {
        done(vertx.close());
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private NetServer listen() throws Exception {
        return done(vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"))
                .connectHandler(socket -> {
                    TcpWire wire = new TcpWire(socket);
                    wire.channel().pipeline().addFirst(new Counting());
                    wire.handler(bytes -> heard.add(bytes.toString()));
                    wire.endHandler(end -> heard.add("end"));
                    wire.onClosed(() -> heard.add("closed"));
                    wire.pause();
                    arrival.complete(new Arrived(wire, vertx.getOrCreateContext()));
                })
                .listen(0));
    }

    /** Counts what is written without a byte. */
    private final class Counting extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof ByteBuf bytes && !bytes.isReadable()) {
                emptyWrites.incrementAndGet();
            }
            var _ = context.write(message, promise);
        }
    }

    /** A client that takes little which it does not read. */
    private static Socket connect(NetServer server) throws Exception {
        Socket client = new Socket();
        client.setReceiveBufferSize(8_192);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        client.setSoTimeout(60_000);
        return client;
    }

    private Arrived arrived() throws Exception {
        return arrival.get(60, TimeUnit.SECONDS);
    }

    /** More than the sockets hold. */
    private static void writeMuch(TcpWire wire) {
        for (int piece = 0; piece < PIECES; piece++) {
            wire.write(wire.allocate().writeZero(PIECE));
        }
        wire.flush();
    }

    @Test
    void closesOnceAndBehindAllThatWasWritten() throws Exception {
        NetServer server = listen();
        try (Socket client = connect(server)) {
            Arrived there = arrived();
            there.run(() -> {
                writeMuch(there.wire());
                there.wire().close();
                there.wire().close();
                var _ = there.wire().channel().channel().close();
            });

            assertThat(client.getInputStream().readAllBytes()).hasSize(PIECE * PIECES);
        }
        Await.until(() -> heard.contains("closed"));
        assertThat(emptyWrites).hasValue(1);
        assertThat(heard).containsExactly("end", "closed");
    }

    @Test
    void sendsAllThatWasWrittenBeforeTheServerClosesIt() throws Exception {
        NetServer server = listen();
        try (Socket client = connect(server)) {
            Arrived there = arrived();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            there.run(() -> {
                writeMuch(there.wire());
                server.close().onSuccess(closed::complete);
            });

            assertThat(client.getInputStream().readAllBytes()).hasSize(PIECE * PIECES);
            closed.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void tellsOfTheEndBehindWhatCameWhileItWasPaused() throws Exception {
        NetServer server = listen();
        Arrived there;
        try (Socket client = connect(server)) {
            client.getOutputStream().write(GREETING);
            there = arrived();
        }

        there.run(there.wire()::resume);

        Await.until(() -> heard.contains("closed"));
        assertThat(heard).containsExactly("hello", "end", "closed");
    }

    @Test
    void cutsThoughTheClientHasNotReadAllThatWasWritten() throws Exception {
        NetServer server = listen();
        try (Socket client = connect(server)) {
            Arrived there = arrived();
            there.run(() -> writeMuch(there.wire()));
            assertThat(client.getInputStream().read()).isZero();

            there.run(() -> {
                there.wire().close();
                there.wire().cut();
            });

            Await.until(() -> heard.contains("closed"));
        }
    }
}
