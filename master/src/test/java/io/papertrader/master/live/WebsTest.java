package io.papertrader.master.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WebsTest {
    @Inject
    Webs webs;

    @Test
    void callsToAllAddressesOfAProviderAreCountedTogether() {
        try (StandIn data = new StandIn();
                StandIn trading = new StandIn()) {
            Web one = webs.to("counted", data.json("/v", "{}").address(), 10, Map.of());
            Web other = webs.to("counted", trading.json("/a", "{}").address(), 10, Map.of());

            one.get("/v").await().indefinitely();
            other.get("/a").await().indefinitely();

            assertThat(one.used()).isEqualTo(2);
            assertThat(other.used()).isEqualTo(2);
            assertThat(webs.to("another", data.address(), 10, Map.of()).used()).isZero();
        }
    }
}
