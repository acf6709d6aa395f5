package io.papertrader.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.bench.edge.LoadSample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrdersReportTest {
    private final OrdersReport report = new OrdersReport();

    @Test
    void writesARowForEachComparison() {
        report.rate("accepted", 12_345, "pgbench", 1_234, 10, 5);

        assertThat(report.markdown()).contains("| accepted | 12 345 | pgbench | 1 234 | 10.00 | 5.0x |");
    }

    @Test
    void writesTheProcessorsTimeOfEachProgram() {
        ProcessorTimes times = new ProcessorTimes(
                Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(60), Duration.ofMillis(40));

        report.spent("an order", program -> times.micros(program, 1_000));

        assertThat(report.markdown()).contains("| an order | 10 | 20 | 60 | 40 | 130 |");
    }

    @Test
    void writesDelaysInMilliseconds() {
        report.delays("accepted", new LoadSample(100, 1, 2, 3, 4, 0, 0), Duration.ofMillis(25), "p99 20");

        assertThat(report.markdown()).contains("| accepted | 100 | 1.00 | 2.00 | 3.00 | 4.0 | 25.0 | p99 20 |");
    }

    @Test
    void leavesOutWhatWasNotMeasured() {
        report.queue(1_000, 20.0, 1.0, Duration.ofMillis(1_500), 100, 200);

        assertThat(report.markdown())
                .contains("| 1 000 | 20.0 | 1.00 | 0.8 to 1.2 | 1 500 | 100 | 200 |")
                .doesNotContain("### Orders a second");
    }
}
