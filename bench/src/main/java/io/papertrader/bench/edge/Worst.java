package io.papertrader.bench.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The delays of other clients' reads while one client does its worst. */
final class Worst implements ReportPart {
    /** A load that a worker does not feel. */
    private static final double READS_A_SECOND = 2_000;

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final double KIB_A_MIB = 1_024;

    private final ReportTable table = new ReportTable(
            "Others' reads while one client does its worst: " + Reads.CONNECTIONS + " connections, "
                    + ReportTable.whole(READS_A_SECOND) + " reads/s, open loop",
            "one client",
            "form",
            "others' p50 ms",
            "p99 ms",
            "p99.9 ms",
            "longest ms",
            "unanswered or refused",
            "worker's peak MiB",
            "the worker");

    @Override
    public void measure(EdgeScene scene) throws IOException {
        // A user of its own: what becomes of its orders is told to all connections of a user.
        Reader trader = scene.reader("trader");
        trader.order(scene.network().port(), scene.options().orders());
        measure(scene, trader, "does nothing", Optional.empty());
        for (Attack attack : Attack.values()) {
            measure(scene, trader, attack.label(), Optional.of(attack));
        }
    }

    private void measure(EdgeScene scene, Reader trader, String label, Optional<Attack> attack) throws IOException {
        scene.network().renewWorker();
        try (Load load = scene.workerLoad(Reads.CONNECTIONS)) {
            load.closed(1, TIME.dividedBy(2), Duration.ZERO);
            try (Attacker attacker = new Attacker(attack, scene, trader)) {
                attacker.start();
                LoadSample sample = load.open(READS_A_SECOND, Duration.ZERO, TIME);
                row(scene, label, sample);
            }
        }
    }

    private void row(EdgeScene scene, String label, LoadSample sample) throws IOException {
        boolean isAlive = scene.network().worker().isAlive();
        table.row(
                label,
                scene.form(),
                ReportTable.millis(sample.p50()),
                ReportTable.millis(sample.p99()),
                ReportTable.millis(sample.p999()),
                ReportTable.millis(sample.max()),
                String.valueOf(sample.unanswered() + sample.refused()),
                isAlive ? ReportTable.oneDigit(scene.network().worker().peakKib() / KIB_A_MIB) : "",
                isAlive ? "lives" : "died");
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
