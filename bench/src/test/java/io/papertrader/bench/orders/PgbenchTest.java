package io.papertrader.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PgbenchTest {
    @Test
    void readsTheRateWithoutConnecting() throws IOException {
        assertThat(Pgbench.rate("latency average = 5 ms\ntps = 3188.214001 (without initial connection time)\n"))
                .isEqualTo(3188.214001);
    }

    @Test
    void failsWhereNoneIsTold() {
        assertThatThrownBy(() -> Pgbench.rate("pgbench: error")).isInstanceOf(IOException.class);
    }
}
