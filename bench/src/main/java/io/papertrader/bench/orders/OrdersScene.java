package io.papertrader.bench.orders;

import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The things that every part measures with.
 *
 * @param folder for the databases: on the repository's disk, for a folder in memory would make any commit durable at
 *     once
 */
record OrdersScene(Path repository, Form form, Path folder, OrdersOptions options) {
    /** Little beside a commit, and much beside a system call: the client shares the cores with what it measures. */
    static final Duration PAUSE = Duration.ofNanos(200_000);

    /** The clients beside those that place orders. */
    private static final int OTHER_CLIENTS = 100;

    private static final Map<String, String> QUICK_TO_LINK = Map.of("PAPERTRADER_MASTER_LONGEST_RETRY", "250ms");

    /**
     * Starts master and worker with these settings of the master. The worker does not wait long between two tries for
     * it.
     */
    ServerPair network(Stage stage, Map<String, String> settings) throws IOException {
        return network(stage, options.heap(), settings, QUICK_TO_LINK);
    }

    /** The same with this heap of the master, and these settings of the worker. */
    ServerPair network(Stage stage, String heap, Map<String, String> settings, Map<String, String> ofWorker)
            throws IOException {
        ServerPair.Setup setup = new ServerPair.Setup(options.connections() + OTHER_CLIENTS, heap, settings, ofWorker);
        return ServerPair.start(repository, form, stage, setup, true);
    }
}
