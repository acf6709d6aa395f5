package io.papertrader.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.link.ClientAddress;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OriginTest {
    private static final ClientAddress CLIENT = ClientAddress.of(InetAddress.ofLiteral("203.0.113.7"));

    @Test
    void givesTheAddressAwayOnlyWhereTheOperatorTrustsIt() {
        assertThat(origin(true).trustedClient()).isEqualTo(CLIENT);
        assertThat(origin(false).trustedClient()).isEqualTo(ClientAddress.NONE);
    }

    private static Origin origin(boolean trustsClient) {
        return new Origin(new UUID(0, 1), 1, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, CLIENT, trustsClient);
    }
}
