package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.master.asset.AssetClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The European Central Bank, which is asked every ten minutes. */
class ClassProvidersTest {
    private static final int CALLS = 10;

    private final StandIn server = new StandIn();
    private Instant now = Instant.parse("2026-01-05T15:00:00Z");
    private final Ecb ecb = new Ecb(server.web(CALLS, () -> now), Duration.ofMinutes(10));
    private final ClassProviders providers = new ClassProviders(
            AssetClass.FX,
            List.of(ecb),
            List.of(),
            new Failover(List.of("ecb"), 3, Duration.ofMinutes(5), now),
            new SimpleMeterRegistry(),
            () -> now);

    @AfterEach
    void stop() {
        server.close();
    }

    private boolean isDueIn(Duration pause) {
        now = now.plus(pause);
        return providers.isDue(ecb);
    }

    @Test
    void providerIsAskedAsOftenAsItsSettingSays() {
        assertThat(isDueIn(Duration.ZERO)).isTrue();
        assertThat(isDueIn(Duration.ofMinutes(9))).isFalse();
        assertThat(isDueIn(Duration.ofMinutes(1))).isTrue();
    }

    /** A network that comes a moment after the start has values a minute later, not ten. */
    @Test
    void oneThatFailedIsAskedAgainSoon() {
        assertThat(isDueIn(Duration.ZERO)).isTrue();
        providers.failed(ecb, new ProviderFault("cannot be reached"));

        assertThat(isDueIn(Duration.ofSeconds(59))).isFalse();
        assertThat(isDueIn(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void itIsLeftAloneWhereItsCallsBecomeFew() {
        assertThat(isDueIn(Duration.ZERO)).isTrue();
        providers.failed(ecb, new ProviderFault("cannot be reached"));
        for (int call = 0; call < CALLS / 2; call++) {
            server.json("/x", "{}");
            ecb.web().get("/x").await().indefinitely();
        }

        assertThat(isDueIn(Duration.ofMinutes(9))).isFalse();
        assertThat(isDueIn(Duration.ofMinutes(1))).isTrue();
    }
}
