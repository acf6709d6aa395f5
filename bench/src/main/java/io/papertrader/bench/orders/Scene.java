package io.papertrader.bench.orders;

import io.papertrader.bench.edge.Network;
import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The things that every part measures with.
 *
 * @param folder for the databases: on the repository's disk, for a folder in memory would make any commit durable at once
 */
record Scene(Path repository, Form form, Path folder, OrdersOptions options) {
    /** Beside those that place orders. */
    private static final int OTHER_CLIENTS = 100;

    /** Starts master and worker with these settings of the master. */
    Network network(Stage stage, Map<String, String> settings, boolean isNew) throws IOException {
        Network.Setup setup = new Network.Setup(options.connections() + OTHER_CLIENTS, options.heap(), settings);
        return Network.start(repository, form, stage, setup, isNew);
    }
}
