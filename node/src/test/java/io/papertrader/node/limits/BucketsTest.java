package io.papertrader.node.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final int MOST = 100;

    private final AtomicLong now = new AtomicLong();
    private final Buckets<Integer> buckets = new Buckets<>(Pace.parse("2 at once, then 1 every 10s"), MOST, now::get);

    @Test
    void letsSoManyThroughAndSaysWhenTheNext() {
        assertThat(buckets.take(1)).isEmpty();
        assertThat(buckets.isEmpty(1)).isFalse();
        assertThat(buckets.take(1)).isEmpty();
        assertThat(buckets.isEmpty(1)).isTrue();
        assertThat(buckets.isEmpty(2)).isFalse();
        assertThat(buckets.take(1)).contains(new TooOften(Duration.ofSeconds(10)));
        assertThat(buckets.take(2)).isEmpty();

        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(buckets.isEmpty(1)).isFalse();
        assertThat(buckets.take(1)).isEmpty();
        assertThat(buckets.take(1)).isPresent();
        buckets.giveBack(1);
        assertThat(buckets.take(1)).isEmpty();
    }

    /** Whoever makes up addresses takes no more memory than this. */
    @Test
    void keepsBoundedNumbersOfThem() {
        IntStream.range(0, 100 * MOST).forEach(key -> {
            buckets.take(key);
            buckets.take(key);
        });

        assertThat(buckets.empty()).hasSizeLessThanOrEqualTo(MOST);
    }
}
