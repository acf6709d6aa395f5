package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseWaitTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final DatabaseWait database = new DatabaseWait();
    private final AtomicInteger waits = new AtomicInteger();

    static Stream<Throwable> passing() {
        return Stream.of(
                new ConnectException("refused"),
                new UnknownHostException("db"),
                new IOException("reset"),
                new TimeoutException(),
                ClosedConnectionException.INSTANCE,
                refusal("57P03"),
                refusal("53300"),
                refusal("25006"),
                new IllegalStateException("a migration", new SQLException("connection failed", "08001")));
    }

    static Stream<Throwable> lasting() {
        return Stream.of(
                new SSLHandshakeException("never trusted"),
                refusal("28P01"),
                refusal("3D000"),
                refusal("08P01"),
                new IllegalStateException("a defect"),
                new IllegalStateException("a migration", new SQLException("syntax", "42601")));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void knowsWhatPasses(Throwable failure) {
        assertThat(DatabaseWait.isAway(failure)).isTrue();
    }

    @Test
    void waitsForWhatPasses() {
        Queue<Throwable> failures = passing().limit(2).collect(Collectors.toCollection(ArrayDeque::new));

        Uni<String> step = database.during(
                () -> failures.isEmpty() ? Uni.createFrom().item("there") : failing(failures.remove()),
                waits::incrementAndGet);

        assertThat(step.await().atMost(LIMIT)).isEqualTo("there");
        assertThat(waits).hasValue(1);
        assertThat(database.isWaiting()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void doesNotWaitForWhatLasts(Throwable failure) {
        assertThatThrownBy(() -> database.during(() -> failing(failure), waits::incrementAndGet)
                        .await()
                        .atMost(LIMIT))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isSameAs(failure),
                        thrown -> assertThat(thrown).hasCause(failure));
        assertThat(waits).hasValue(0);
        assertThat(database.isWaiting()).isFalse();
    }

    @Test
    void saysThatItWaits() {
        var step = database.during(() -> failing(new ConnectException("refused")), waits::incrementAndGet)
                .subscribe()
                .with(done -> {}, failure -> {});

        assertThat(database.isWaiting()).isTrue();
        step.cancel();
    }

    private static Uni<String> failing(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    private static PgException refusal(String state) {
        return new PgException("refused", "FATAL", state, "");
    }
}
