package io.papertrader.master.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkRecord;
import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.master.workers.Worker;
import io.papertrader.master.workers.WorkersConfig;
import io.papertrader.node.socket.AddressRange;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The moment at which a worker took an order, whatever its clock shows. */
class StampsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Instant now = NOON;
    private final Stamps stamps;

    StampsTest() throws LinkFault {
        Worker worker = new Worker(
                new UUID(0, 1),
                "edge",
                LinkKeys.generate("edge", new SecureRandom(), NOON).publicKey(),
                List.of(AddressRange.parse("127.0.0.1")),
                new WorkerAddress("edge.example.org", 2049),
                true,
                NOON);
        stamps = new Stamps(worker, new Tolerant(), () -> now, new SimpleMeterRegistry().counter("replaced"));
    }

    @Test
    void takenIsTheStampWhereClocksAgree() {
        stamps.beat(stampedAt(now));
        now = NOON.plusSeconds(4);

        assertThat(takenAt(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void takenKnowsHowFarTheWorkersClockIsOff() {
        Duration ahead = Duration.ofSeconds(3);
        stamps.beat(stampedAt(now.plus(ahead)));
        now = NOON.plusSeconds(4);

        assertThat(takenAt(NOON.plusSeconds(1).plus(ahead))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void takenKnowsSoAlsoOfAStampThatIsReplaced() {
        Duration behind = Duration.ofDays(300);
        stamps.beat(stampedAt(now.minus(behind)));
        now = NOON.plusSeconds(4);

        assertThat(takenAt(NOON.plusSeconds(1).minus(behind))).isEqualTo(NOON.plusSeconds(1));
        assertThat(stamps.origin(stampedAt(NOON.minus(behind))).placedAt()).isEqualTo(now);
    }

    /** A heartbeat that waited to be read makes the clock look as far behind as it waited. */
    @Test
    void takenBelievesTheQuickestHeartbeat() {
        stamps.beat(stampedAt(now));
        now = NOON.plusSeconds(9);
        stamps.beat(stampedAt(NOON.plusSeconds(2)));

        assertThat(takenAt(NOON.plusSeconds(1))).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void takenForgetsAClockThatWasSet() {
        stamps.beat(stampedAt(now.plusSeconds(60)));
        stamps.sumUp();
        stamps.beat(stampedAt(now));
        stamps.sumUp();

        assertThat(takenAt(NOON)).isEqualTo(NOON);
    }

    @Test
    void takenIsNeverLaterThanNow() {
        stamps.beat(stampedAt(now));

        assertThat(takenAt(now.plusSeconds(2))).isEqualTo(now);
    }

    @Test
    void takenIsWhenItWasPlacedWhereThereWasNoHeartbeat() {
        assertThat(takenAt(NOON.minusSeconds(2))).isEqualTo(NOON.minusSeconds(2));
        assertThat(takenAt(NOON.minusSeconds(60))).isEqualTo(NOON);
    }

    private Instant takenAt(Instant stamp) {
        return stamps.origin(stampedAt(stamp)).takenAt();
    }

    private static LinkRecord stampedAt(Instant stamp) {
        return new LinkRecord(1, new UUID(0, 1), stamp, ClientAddress.NONE, MessageCodec.encode(new Heartbeat()));
    }

    private record Tolerant() implements WorkersConfig {
        @Override
        public int minimum() {
            return 1;
        }

        @Override
        public Duration stampTolerance() {
            return Duration.ofSeconds(5);
        }

        @Override
        public Optional<List<String>> trustedWithAddresses() {
            return Optional.empty();
        }
    }
}
