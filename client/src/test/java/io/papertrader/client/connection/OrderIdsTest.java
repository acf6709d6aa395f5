package io.papertrader.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderIdsTest {
    private static final long MILLIS = 1_518_013_800_000L;

    private long now = MILLIS;
    private final OrderIds ids = new OrderIds(() -> Instant.ofEpochMilli(now), new Random(1));

    private UUID next() {
        return ids.next().value();
    }

    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> Short.SIZE;
    }

    @Test
    void areUuidsOfVersion7OfTheirMillisecond() {
        UUID id = next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(millis(id)).isEqualTo(MILLIS);
    }

    @Test
    void increaseWithinAMillisecondAndBeyondIt() {
        Stream<String> all = LongStream.range(0, 20_000).mapToObj(i -> {
            now = MILLIS + i / 10_000;
            return next().toString();
        });

        assertThat(all.toList()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void increaseWhenTheClockIsSetBack() {
        UUID before = next();
        now -= 3_600_000;

        UUID after = next();

        assertThat(after.toString()).isGreaterThan(before.toString());
        assertThat(millis(after)).isEqualTo(MILLIS);
    }

    @Test
    void areOthersForOtherChance() {
        OrderIds others = new OrderIds(() -> Instant.ofEpochMilli(now), new Random(2));

        assertThat(next()).isNotEqualTo(others.next().value());
    }
}
