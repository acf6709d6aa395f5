package io.papertrader.master.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final int MANY = 300_000;

    @Test
    void takesVeryManyOneAfterTheOther() {
        AtomicInteger taken = new AtomicInteger();

        Steps.whileMore(() -> Uni.createFrom().item(() -> taken.incrementAndGet() < MANY))
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(taken).hasValue(MANY);
    }
}
