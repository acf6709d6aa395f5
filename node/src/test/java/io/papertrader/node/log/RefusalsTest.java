package io.papertrader.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Instant START = Instant.parse("2026-01-02T10:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private Instant now = START;
    private final Refusals refusals = new Refusals(2, () -> now, lines::add);

    @Test
    void saysOneLineAnAddressHoweverOftenItIsRefused() {
        IntStream.range(0, 4_711).forEach(any -> refuse("203.0.113.7", "no worker is expected from there"));
        refuse("203.0.113.8", "too many connections");
        now = START.plusSeconds(60);

        refusals.sumUp();

        assertThat(lines)
                .containsExactly(
                        "203.0.113.7: 4,711 refused in 60 s: no worker is expected from there",
                        "203.0.113.8: 1 refused in 60 s: too many connections");
    }

    @Test
    void tellsTheLastReason() {
        refuse("203.0.113.7", "too many connections");
        refuse("203.0.113.7", "the hello was used before");

        refusals.sumUp();

        assertThat(lines).containsExactly("203.0.113.7: 2 refused in 1 s: the hello was used before");
    }

    @Test
    void tellsOfTheAddressesThatWereRefusedMostAndOfAllOthersTogether() {
        IntStream.range(2, 250).forEach(host -> refuse("203.0.113." + host, "no"));
        IntStream.range(0, 2).forEach(any -> refuse("203.0.113.1", "no"));
        IntStream.range(0, 3).forEach(any -> refuse("203.0.113.0", "no"));

        refusals.sumUp();

        assertThat(lines)
                .containsExactly(
                        "203.0.113.0: 3 refused in 1 s: no",
                        "203.0.113.1: 2 refused in 1 s: no",
                        "other addresses: 248 refused in 1 s: no");
    }

    @Test
    void takesANetworkOfIpv6ForOneAddress() {
        refuse("2001:db8::1", "no");
        refuse("2001:db8::2", "no");

        refusals.sumUp();

        assertThat(lines).containsExactly("2001:db8:0:0:0:0:0:0/64: 2 refused in 1 s: no");
    }

    @Test
    void countsAnewAfterEachSumAndIsSilentWhereThereIsNothing() {
        refuse("203.0.113.7", "no");
        now = START.plusSeconds(60);
        refusals.sumUp();
        refusals.sumUp();
        refuse("203.0.113.7", "no");
        now = START.plusSeconds(90);

        refusals.sumUp();

        assertThat(lines).containsExactly("203.0.113.7: 1 refused in 60 s: no", "203.0.113.7: 1 refused in 30 s: no");
    }

    @Test
    void losesNoneWhereManyThreadsRefuse() throws InterruptedException {
        List<Thread> threads = Stream.generate(() -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 1_000).forEach(any -> refuse("203.0.113.7", "no"))))
                .limit(8)
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        refusals.sumUp();

        assertThat(lines).containsExactly("203.0.113.7: 8,000 refused in 1 s: no");
    }

    private void refuse(String address, String reason) {
        refusals.add(InetAddress.ofLiteral(address), reason);
    }
}
