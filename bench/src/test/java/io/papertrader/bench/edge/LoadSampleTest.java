package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LoadSampleTest {
    private static final int NANOS_A_MILLI = 1_000_000;

    @Test
    void tellsPercentilesInMilliseconds() {
        Histogram delays = new Histogram(3);
        IntStream.rangeClosed(1, 1_000).forEach(millis -> delays.recordValue((long) millis * NANOS_A_MILLI));

        LoadSample sample = LoadSample.of(delays, 10, 0, 0);

        assertThat(sample.p50()).isCloseTo(500, within(1.0));
        assertThat(sample.p99()).isCloseTo(990, within(1.0));
        assertThat(sample.p999()).isCloseTo(999, within(1.0));
        assertThat(sample.max()).isCloseTo(1_000, within(1.0));
    }

    @Test
    void takesTheMedianOfEachFigureByItself() {
        List<LoadSample> samples = List.of(
                new LoadSample(100, 3, 30, 300, 1, 0, 0),
                new LoadSample(300, 1, 20, 100, 3, 0, 0),
                new LoadSample(200, 2, 10, 200, 2, 0, 0));

        assertThat(LoadSample.median(samples)).isEqualTo(new LoadSample(200, 2, 20, 200, 2, 0, 0));
    }

    @Test
    void takesTheMiddleOfAnEvenNumber() {
        assertThat(LoadSample.median(List.of(1.0, 4.0, 2.0, 9.0), figure -> figure))
                .isEqualTo(3.0);
    }
}
