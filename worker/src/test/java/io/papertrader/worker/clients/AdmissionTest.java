package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The places and the bytes that are given to connections, by where they come from. */
class AdmissionTest {
    private static final int OF_ADDRESS = 3;
    private static final int STRANGERS = 8;

    /** Each address has an eighth of it, which is less than its connections could take by themselves. */
    private static final String STRANGERS_BYTES = "512K";

    private static final SmallRyeConfig SETTINGS = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ClientsConfig.class)
            .withMapping(BudgetConfig.class)
            .withDefaultValues(Map.of(
                    "papertrader.listen.max-connections-per-address", Integer.toString(OF_ADDRESS),
                    "papertrader.listen.max-strangers", Integer.toString(STRANGERS),
                    "papertrader.budget.strangers", STRANGERS_BYTES))
            .build();

    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final Admission admission = new Admission(
            SETTINGS.getConfigMapping(ClientsConfig.class),
            SETTINGS.getConfigMapping(BudgetConfig.class),
            () -> Instant.EPOCH,
            metrics);
    private final List<Channel> channels = new ArrayList<>();

    @AfterEach
    void close() {
        channels.forEach(channel -> ((EmbeddedChannel) channel).finishAndReleaseAll());
    }

    private Channel connection() {
        Channel channel = new EmbeddedChannel();
        channels.add(channel);
        return channel;
    }

    private boolean isAdmitted(String from) {
        return admission.admit(InetAddress.ofLiteral(from), connection());
    }

    private Credit admitted(String from) {
        Channel connection = connection();
        assertThat(admission.admit(InetAddress.ofLiteral(from), connection)).isTrue();
        return ConnectionPlace.of(connection).credit();
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        for (int number = 0; number < OF_ADDRESS; number++) {
            assertThat(isAdmitted("2001:db8:0:1::" + (number + 1))).isTrue();
        }

        assertThat(isAdmitted("2001:db8:0:1:ffff:ffff:ffff:ffff")).isFalse();
        assertThat(isAdmitted("2001:db8:0:2::1")).isTrue();
    }

    @Test
    void hasAPlaceAgainWhenAConnectionIsGone() {
        for (int number = 0; number < OF_ADDRESS; number++) {
            assertThat(isAdmitted("203.0.113.7")).isTrue();
        }
        assertThat(isAdmitted("203.0.113.7")).isFalse();

        channels.getFirst().close().syncUninterruptibly();

        assertThat(isAdmitted("203.0.113.7")).isTrue();
        assertThat(admission.connections()).isEqualTo(OF_ADDRESS);
    }

    @Test
    void givesThePlaceOfAStrangerWhoLogsInToTheNext() {
        for (int number = 0; number < STRANGERS; number++) {
            assertThat(isAdmitted("203.0.113." + number)).isTrue();
        }
        assertThat(isAdmitted("198.51.100.1")).isFalse();

        ConnectionPlace.of(channels.getFirst()).becomeMember();

        assertThat(isAdmitted("198.51.100.1")).isTrue();
        assertThat(admission.strangers()).isEqualTo(STRANGERS);
    }

    @Test
    void givesTheStrangersOfAnAddressAPartOfAllStrangersBytes() {
        long most = SETTINGS.getConfigMapping(BudgetConfig.class).strangers().asLongValue() / Admission.SHARES;
        List<Credit> ofOneAddress = List.of(admitted("203.0.113.7"), admitted("203.0.113.7"), admitted("203.0.113.7"));

        long taken = ofOneAddress.stream().mapToLong(AdmissionTest::takeAll).sum();

        assertThat(taken).isPositive().isLessThanOrEqualTo(most);
        assertThat(takeAll(admitted("198.51.100.1"))).isPositive();
        assertThat(metrics.get("papertrader.clients.strangers.bytes").gauge().value())
                .isGreaterThanOrEqualTo((double) taken);
    }

    private static long takeAll(Credit credit) {
        long taken = 0;
        while (credit.take(1_024)) {
            taken += 1_024;
        }
        return taken;
    }

    @Test
    void letsNoMoreBalancersWaitThanThereMayBeStrangers() {
        InetAddress balancer = InetAddress.ofLiteral("192.0.2.1");
        admission.waits(STRANGERS - 1);
        assertThat(admission.hasRoomToWait(balancer)).isTrue();

        admission.waits(1);

        assertThat(admission.hasRoomToWait(balancer)).isFalse();
        assertThat(metrics.get("papertrader.clients.refused").counter().count()).isOne();
    }
}
