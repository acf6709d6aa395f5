package io.papertrader.bench.orders;

import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** The memory of a master that has many portfolios, of which some trade: each has orders, and all of them fill. */
final class ManyPortfolios {
    /** A heap that leaves a machine of 1 GiB what a process needs beside it. */
    private static final String HEAP = "768m";

    private static final int ORDERS_EACH = 10;
    private static final double KIB_A_MIB = 1_024;

    private final OrdersScene scene;
    private final OrdersReport report;

    ManyPortfolios(OrdersScene scene, OrdersReport report) {
        this.scene = scene;
        this.report = report;
    }

    void measure() throws IOException, SQLException {
        OrdersOptions options = scene.options();
        try (Stage stage = Stage.open(DurablePostgres.start(scene.folder().resolve("portfolios")))) {
            Queue queue = new Queue(stage, options.all(), options.assets());
            Path list = scene.folder().resolve("assets.csv");
            queue.list(list);
            try (ServerPair network = scene.network(stage, HEAP, Queue.settings(list), Map.of())) {
                // There are values by then, so that the queue's update is not the first.
                Trader.register(network.port(), "trader").symbols(network.port());
                network.stopMaster();
                queue.open();
                trade(stage, network, queue);
            }
            Files.delete(list);
        }
    }

    private void trade(Stage stage, ServerPair network, Queue queue) throws IOException, SQLException {
        int active = scene.options().active();
        int orders = active * ORDERS_EACH;
        queue.fill(orders, active);
        queue.update();
        network.startMaster();
        Duration start = network.masterStart();
        double resident = network.master().residentKib() / KIB_A_MIB;
        try (ClearingWatch watching = ClearingWatch.start(stage)) {
            watching.await();
        }
        queue.microsAnOrder(orders);
        report.memory(
                scene.options().all(),
                active,
                start,
                resident,
                network.master().residentKib() / KIB_A_MIB,
                network.master().peakKib() / KIB_A_MIB);
    }
}
