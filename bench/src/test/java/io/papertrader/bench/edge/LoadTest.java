package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers each byte "?" with the value "!" of Redis, or says nothing at all. */
class LoadTest {
    private static final byte[] ANSWER = {'$', '1', '\r', '\n', '!', '\r', '\n'};
    private static final Duration TIME = Duration.ofMillis(200);
    private static final int CONNECTIONS = 3;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void answersWhatItAsksInTheClosedLoop() throws IOException {
        answer();
        try (Load load = open()) {
            LoadSample sample = load.closed(4, Duration.ZERO, Duration.ofSeconds(1));

            assertThat(sample.rate()).isPositive();
            assertThat(sample.unanswered()).isZero();
            assertThat(sample.refused()).isZero();
        }
    }

    @Test
    void asksAtTheRateOfTheOpenLoop() throws IOException {
        answer();
        try (Load load = open()) {
            LoadSample sample = load.open(1_000, Duration.ZERO, TIME);

            assertThat(sample.rate()).isEqualTo(1_000);
            assertThat(sample.unanswered()).isZero();
        }
    }

    @Test
    void countsSilenceAsDelayFromWhenEachWasDue() throws IOException {
        try (Load load = open()) {
            LoadSample sample = load.open(1_000, Duration.ZERO, TIME);

            assertThat(sample.rate()).isZero();
            assertThat(sample.unanswered()).isEqualTo(200);
            assertThat(sample.max()).isGreaterThan((double) TIME.toMillis());
        }
    }

    private Load open() throws IOException {
        Target target = new Target(server.getLocalPort(), Optional.empty(), Buffer.buffer("?"), RedisReplies::new);
        return Load.open(target, CONNECTIONS, InetAddress.getLoopbackAddress());
    }

    private void answer() {
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread.ofVirtual().start(this::answerOne);
        }
    }

    private void answerOne() {
        try (Socket socket = server.accept()) {
            byte[] asked = new byte[64];
            for (int count = socket.getInputStream().read(asked);
                    count > 0;
                    count = socket.getInputStream().read(asked)) {
                for (int i = 0; i < count; i++) {
                    socket.getOutputStream().write(ANSWER);
                }
            }
        } catch (IOException closed) {
            // The load is over.
        }
    }
}
