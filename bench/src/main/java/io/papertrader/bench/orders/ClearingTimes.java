package io.papertrader.bench.orders;

import io.papertrader.bench.edge.Load;
import io.papertrader.bench.edge.LoadSample;
import io.papertrader.bench.edge.ReportTable;
import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.edge.Speaker;
import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * The speed at which an update clears a queue, beside plain rows; and the time of one client's orders while it clears
 * the most.
 */
final class ClearingTimes {
    private static final double AIM = 0.5;
    private static final double MICROS_A_SECOND = 1e6;
    private static final double KIB_A_MIB = 1_024;

    private final OrdersScene scene;
    private final OrdersReport report;
    private double fewest = Double.NaN;

    ClearingTimes(OrdersScene scene, OrdersReport report) {
        this.scene = scene;
        this.report = report;
    }

    void measure() throws IOException, SQLException {
        OrdersOptions options = scene.options();
        try (Inserting peer = Inserting.start(scene.folder().resolve("rows"));
                Stage stage = Stage.open(DurablePostgres.start(scene.folder().resolve("settling")))) {
            Queue queue = new Queue(stage, options.portfolios(), options.assets());
            Path list = scene.folder().resolve("assets.csv");
            queue.list(list);
            try (ServerPair network = scene.network(stage, Queue.settings(list))) {
                Trader trader = Trader.register(network.port(), "trader");
                queue.open();
                for (int orders : options.sizes()) {
                    network.stopMaster();
                    measure(stage, network, queue, peer, orders, trader);
                }
            }
            Files.delete(list);
        }
    }

    private void measure(Stage stage, ServerPair network, Queue queue, Inserting peer, int orders, Trader trader)
            throws IOException, SQLException {
        int owners = owners(orders);
        queue.fill(orders, owners);
        network.startMaster();
        Duration start = network.masterStart();
        double resident = network.master().residentKib() / KIB_A_MIB;
        network.stopMaster();
        queue.update();
        network.startMaster();
        try (ClearingWatch watching = ClearingWatch.start(stage)) {
            if (orders == scene.options().sizes().getLast()) {
                place(network, watching, queue, trader, orders);
            }
            watching.await();
        }
        double peak = network.master().peakKib() / KIB_A_MIB;
        double micros = queue.microsAnOrder(orders);
        double rows = peer.rows(orders, owners);
        fewest = Double.isNaN(fewest) ? micros : fewest;
        double rate = MICROS_A_SECOND / micros;
        report.rate(
                ReportTable.whole(orders) + " queued orders cleared",
                rate,
                "rows of a plain INSERT",
                rows,
                rate / rows,
                AIM);
        report.queue(orders, micros, micros / fewest, start, resident, peak);
    }

    /**
     * A portfolio has as many orders in a short queue as in the longest: each portfolio that is due is read and
     * written.
     */
    private int owners(int orders) {
        OrdersOptions options = scene.options();
        return Math.max(
                1,
                Math.toIntExact(
                        (long) options.portfolios() * orders / options.sizes().getLast()));
    }

    /** One client, until nothing is left to be cleared. */
    private void place(ServerPair network, ClearingWatch watching, Queue queue, Trader trader, int orders)
            throws IOException {
        network.awaitLink();
        Speaker speaker =
                trader.connect(network.port(), List.of(queue.symbol()), new GrowingIds(InstantSource.system()));
        try (Load load = Load.of(List.of(speaker), OrdersScene.PAUSE)) {
            LoadSample sample =
                    load.openWhile(watching::isClearing, scene.options().rate());
            load.check(sample);
            if (sample.rate() > 0) {
                report.delays(
                        "accepted of one client while " + ReportTable.whole(orders) + " are cleared",
                        sample,
                        load.longestSilence(),
                        "longest 50");
            }
        }
    }
}
