package io.papertrader.bench.orders;

import io.papertrader.bench.edge.Sample;
import io.papertrader.bench.edge.Table;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of the orders. */
final class OrdersReport {
    private static final double NANOS_A_MILLI = 1e6;

    private final Table rates =
            new Table("Orders a second", "what", "a second", "beside it, in the same run", "a second", "ratio", "aim");
    private final Table delays = new Table(
            "Delays from when each order was due",
            "what",
            "orders/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "longest ms",
            "longest time without an acceptance ms",
            "aim ms");
    private final Table queues = new Table(
            "A master with a queue",
            "queued orders",
            "microseconds an order",
            "beside the fewest",
            "aim",
            "master's start ms",
            "resident then MiB",
            "its peak while it cleared MiB");

    /** A row that is compared with a peer. */
    void rate(String what, double perSecond, String peer, double peersPerSecond, double ratio, double aim) {
        rates.row(
                what,
                Table.whole(perSecond),
                peer,
                Table.whole(peersPerSecond),
                Table.ratio(ratio),
                Table.oneDigit(aim) + "x");
    }

    /** A row that has no peer. */
    void rate(String what, double perSecond, double aim) {
        rates.row(what, Table.whole(perSecond), "", "", "", Table.whole(aim) + " a second");
    }

    void delays(String what, Sample sample, Duration silence, String aim) {
        delays.row(
                what,
                Table.whole(sample.rate()),
                Table.millis(sample.p50()),
                Table.millis(sample.p99()),
                Table.millis(sample.p999()),
                Table.oneDigit(sample.max()),
                Table.oneDigit(silence.toNanos() / NANOS_A_MILLI),
                aim);
    }

    void queue(
            int orders, double microsAnOrder, double ofTheFewest, Duration start, double residentMib, double peakMib) {
        queues.row(
                Table.whole(orders),
                Table.oneDigit(microsAnOrder),
                Table.ratio(ofTheFewest),
                "0.8 to 1.2",
                Table.whole(start.toNanos() / NANOS_A_MILLI),
                Table.whole(residentMib),
                Table.whole(peakMib));
    }

    String markdown() {
        return Stream.of(rates, delays, queues)
                .filter(table -> !table.isEmpty())
                .map(Table::markdown)
                .collect(Collectors.joining());
    }
}
