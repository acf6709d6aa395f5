package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShieldsTest {
    private static final WebAnswer ANSWER = new WebAnswer("application/json", "{}", Instant.EPOCH);

    @Inject
    Shields shields;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void asksAgainWhereAnAnswerMayComeYet() {
        Shield shield = shields.of("retried");

        assertThat(shield.around(failing(2, new ProviderFault("cannot be reached")))
                        .await()
                        .indefinitely())
                .isEqualTo(ANSWER);
        assertThat(calls).hasValue(3);
    }

    @Test
    void asksOnceWhereTheSameWouldBeAnswered() {
        Shield shield = shields.of("lasting");

        assertThatThrownBy(() -> shield.around(failing(1, new ProviderFault.Lasting("answered with status 404")))
                        .await()
                        .indefinitely())
                .hasMessage("answered with status 404");
        assertThat(calls).hasValue(1);
    }

    @Test
    void asksOneThatIsAwayNoMoreForAWhile() {
        Shield shield = shields.of("broken");
        Supplier<Uni<WebAnswer>> away = failing(100, new ProviderFault("cannot be reached"));
        for (int question = 0; question < 3; question++) {
            assertThatThrownBy(() -> shield.around(away).await().indefinitely());
        }
        int before = calls.get();

        assertThatThrownBy(() -> shield.around(away).await().indefinitely())
                .hasMessageContaining("circuit breaker is open");
        assertThat(calls).hasValue(before);
    }

    private Supplier<Uni<WebAnswer>> failing(int times, ProviderFault fault) {
        return () -> calls.incrementAndGet() > times
                ? Uni.createFrom().item(ANSWER)
                : Uni.createFrom().failure(fault);
    }
}
