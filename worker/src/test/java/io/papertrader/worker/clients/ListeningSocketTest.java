package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListeningSocketTest {
    private static final int BYTES = 300_000;
    private static final int PIECE = 2_048;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static Gate gate() {
        SmallRyeConfig settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ClientsConfig.class)
                .withMapping(BudgetConfig.class)
                .build();
        return new Gate(
                Balancers.NONE,
                new Admission(
                        settings.getConfigMapping(ClientsConfig.class),
                        settings.getConfigMapping(BudgetConfig.class),
                        () -> Instant.EPOCH,
                        new SimpleMeterRegistry()));
    }

    @Test
    void readsNoMoreThanAPieceOfAConnectionAtATime() throws Exception {
        List<Integer> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> all = new CompletableFuture<>();
        NetServer server = new ListeningSocket(Optional.empty(), gate(), Optional.empty())
                .server(vertx, new NetServerOptions().setHost("127.0.0.1").setPort(0))
                .connectHandler(socket -> {
                    TcpWire wire = new TcpWire(socket);
                    wire.handler(piece -> {
                        pieces.add(piece.length());
                        wire.pause();
                        vertx.runOnContext(later -> wire.resume());
                        if (pieces.stream().mapToInt(Integer::intValue).sum() == BYTES) {
                            all.complete(null);
                        }
                    });
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);

        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            client.getOutputStream().write(new byte[BYTES]);
            all.get(60, TimeUnit.SECONDS);
        }

        assertThat(pieces).allMatch(length -> length <= PIECE);
    }
}
