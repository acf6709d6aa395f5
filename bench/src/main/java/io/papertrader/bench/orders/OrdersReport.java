package io.papertrader.bench.orders;

import io.papertrader.bench.edge.LoadSample;
import io.papertrader.bench.edge.ReportTable;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the orders. */
final class OrdersReport {
    private static final double NANOS_A_MILLI = 1e6;

    private final ReportTable rates = new ReportTable(
            "Orders a second", "what", "a second", "beside it, in the same run", "a second", "ratio", "aim");
    private final ReportTable spent = new ReportTable(
            "Processor's time, in microseconds", "of", "client", "worker", "master", "Postgres", "together");
    private final ReportTable delays = new ReportTable(
            "Delays from when each order was due",
            "what",
            "orders/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "longest ms",
            "longest time without an acceptance ms",
            "aim ms");
    private final ReportTable queues = new ReportTable(
            "A master with a queue",
            "queued orders",
            "microseconds an order",
            "beside the fewest",
            "aim",
            "master's start ms",
            "resident then MiB",
            "its peak while it cleared MiB");

    private final ReportTable memory = new ReportTable(
            "Portfolios in the memory of a master",
            "portfolios",
            "of them trade",
            "master's start ms",
            "resident then MiB",
            "resident when they have traded MiB",
            "its peak MiB",
            "aim MiB");
    private final ReportTable takeovers = new ReportTable(
            "From a leader's failure until a client is served by the next",
            "the leader is",
            "queued orders",
            "ms",
            "aim ms");

    /** A row that is compared with a peer. */
    void rate(String what, double perSecond, String peer, double peersPerSecond, double ratio, double aim) {
        rates.row(
                what,
                ReportTable.whole(perSecond),
                peer,
                ReportTable.whole(peersPerSecond),
                ReportTable.ratio(ratio),
                ReportTable.oneDigit(aim) + "x");
    }

    /** A row that has no peer. */
    void rate(String what, double perSecond, double aim) {
        rates.row(what, ReportTable.whole(perSecond), "", "", "", ReportTable.whole(aim) + " a second");
    }

    /** The microseconds of a processor that each program takes for one of these. */
    void spent(String what, ToDoubleFunction<Function<ProcessorTimes, Duration>> micros) {
        spent.row(
                what,
                ReportTable.whole(micros.applyAsDouble(ProcessorTimes::client)),
                ReportTable.whole(micros.applyAsDouble(ProcessorTimes::worker)),
                ReportTable.whole(micros.applyAsDouble(ProcessorTimes::master)),
                ReportTable.whole(micros.applyAsDouble(ProcessorTimes::database)),
                ReportTable.whole(micros.applyAsDouble(ProcessorTimes::all)));
    }

    void delays(String what, LoadSample sample, Duration silence, String aim) {
        delays.row(
                what,
                ReportTable.whole(sample.rate()),
                ReportTable.millis(sample.p50()),
                ReportTable.millis(sample.p99()),
                ReportTable.millis(sample.p999()),
                ReportTable.oneDigit(sample.max()),
                ReportTable.oneDigit(silence.toNanos() / NANOS_A_MILLI),
                aim);
    }

    void queue(
            int orders, double microsAnOrder, double ofTheFewest, Duration start, double residentMib, double peakMib) {
        queues.row(
                ReportTable.whole(orders),
                ReportTable.oneDigit(microsAnOrder),
                ReportTable.ratio(ofTheFewest),
                "0.8 to 1.2",
                ReportTable.whole(start.toNanos() / NANOS_A_MILLI),
                ReportTable.whole(residentMib),
                ReportTable.whole(peakMib));
    }

    void memory(int portfolios, int active, Duration start, double residentMib, double afterMib, double peakMib) {
        memory.row(
                ReportTable.whole(portfolios),
                ReportTable.whole(active),
                ReportTable.whole(start.toNanos() / NANOS_A_MILLI),
                ReportTable.whole(residentMib),
                ReportTable.whole(afterMib),
                ReportTable.whole(peakMib),
                "1 024");
    }

    void takeover(String failure, int orders, Duration until) {
        takeovers.row(failure, ReportTable.whole(orders), ReportTable.whole(until.toNanos() / NANOS_A_MILLI), "5 000");
    }

    String markdown() {
        return Stream.of(rates, spent, delays, queues, memory, takeovers)
                .filter(table -> !table.isEmpty())
                .map(ReportTable::markdown)
                .collect(Collectors.joining());
    }
}
