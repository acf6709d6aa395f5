package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.node.socket.AddressBlock;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ConnectionQuotaTest {
    private final ConnectionQuota quota = new ConnectionQuota(3, 2);

    @Test
    void hasSoManyPlacesForOneAddress() {
        assertThat(quota.take(block("203.0.113.7"))).isTrue();
        assertThat(quota.take(block("203.0.113.7"))).isTrue();
        assertThat(quota.take(block("203.0.113.7"))).isFalse();
        assertThat(quota.take(block("203.0.113.8"))).isTrue();
    }

    @Test
    void hasSoManyPlacesInAll() {
        quota.take(block("203.0.113.1"));
        quota.take(block("203.0.113.2"));
        quota.take(block("203.0.113.3"));

        assertThat(quota.take(block("203.0.113.4"))).isFalse();
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        quota.take(block("2001:db8::1"));
        quota.take(block("2001:db8::2"));

        assertThat(quota.take(block("2001:db8::3"))).isFalse();
    }

    @Test
    void hasAPlaceAgainWhenOneIsGivenBack() {
        quota.take(block("203.0.113.7"));
        quota.take(block("203.0.113.7"));
        quota.leave(block("203.0.113.7"));

        assertThat(quota.take(block("203.0.113.7"))).isTrue();
        assertThat(quota.take(block("203.0.113.7"))).isFalse();
    }

    private static AddressBlock block(String address) {
        return AddressBlock.of(InetAddress.ofLiteral(address));
    }
}
