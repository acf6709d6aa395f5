package io.papertrader.node.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedReadsTest {
    private static final int BYTES = 10_000;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void givesPiecesOfThatSizeFromTheFirstOn() throws Exception {
        List<Integer> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> all = new CompletableFuture<>();
        NetServer server = vertx.createNetServer()
                .connectHandler(socket -> {
                    BoundedReads.of(socket, 64);
                    socket.handler(piece -> {
                        pieces.add(piece.length());
                        if (pieces.stream().mapToInt(Integer::intValue).sum() == BYTES) {
                            all.complete(null);
                        }
                    });
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            client.getOutputStream().write(Buffer.buffer(new byte[BYTES]).getBytes());
            all.get(60, TimeUnit.SECONDS);
        }

        assertThat(pieces).allMatch(length -> length <= 64);
    }
}
