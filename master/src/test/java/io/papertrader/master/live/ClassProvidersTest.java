package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.master.asset.AssetClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The European Central Bank, which is asked every ten minutes. */
class ClassProvidersTest {
    private static final int CALLS = 10;

    private final StandIn server = new StandIn();
    private Instant now = Instant.parse("2026-01-05T15:00:00Z");
    private final Ecb ecb = new Ecb(server.web(CALLS, () -> now), Duration.ofMinutes(10));
    private final ClassProviders providers = providersOf(ecb);

    private ClassProviders providersOf(LiveProvider provider) {
        return new ClassProviders(
                AssetClass.FX,
                List.of(provider),
                List.of(),
                new Failover(List.of(provider.name()), 3, Duration.ofMinutes(5), now),
                new SimpleMeterRegistry(),
                () -> now);
    }

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
        use(3);

        assertThat(isDueIn(Duration.ofMinutes(9))).isFalse();
        assertThat(isDueIn(Duration.ofMinutes(1))).isTrue();
        use(2);
        assertThat(isDueIn(Duration.ofMinutes(19))).isFalse();
        assertThat(isDueIn(Duration.ofMinutes(1))).isTrue();
    }

    /** Its clock stands on another question: it stood in for Kraken a moment before. */
    @Test
    void oneThatIsTurnedToIsAskedAtOnce() {
        Kraken kraken = new Kraken(server.web(CALLS, () -> now));
        ClassProviders both = new ClassProviders(
                AssetClass.FX,
                List.of(kraken, ecb),
                List.of(),
                new Failover(List.of("kraken", "ecb"), 3, Duration.ofMinutes(5), now),
                new SimpleMeterRegistry(),
                () -> now);
        assertThat(both.isDue(ecb)).isTrue();
        assertThat(both.isDue(ecb)).isFalse();

        for (int failures = 0; failures < 3; failures++) {
            both.failed(kraken, new ProviderFault("cannot be reached"));
        }

        assertThat(both.serving()).isEqualTo(ecb);
        assertThat(both.isDue(ecb)).isTrue();
        assertThat(both.isDue(ecb)).isFalse();
    }

    private void use(int calls) {
        server.json("/x", "{}");
        for (int call = 0; call < calls; call++) {
            ecb.web().get("/x").await().indefinitely();
        }
    }

    /** Each question is three calls, as they are tried again; nine of ten calls would raise an alert. */
    @Test
    void callsAreLeftForTheMomentAtWhichAProviderThatFailedForLongIsWell() {
        CallBudget calls = new CallBudget(50);
        Ecb often = new Ecb(server.web(calls, Duration.ofSeconds(10), () -> now), Duration.ofMinutes(4));
        ClassProviders alone = providersOf(often);

        for (int minute = 0; minute < 180; minute++) {
            now = now.plus(Duration.ofMinutes(1));
            if (alone.isDue(often)) {
                assertThat(Stream.generate(() -> calls.take(now)).limit(3)).doesNotContain(false);
                alone.failed(often, new ProviderFault("cannot be reached"));
            }
            assertThat(calls.used(now)).isLessThan(45);
        }
    }
}
