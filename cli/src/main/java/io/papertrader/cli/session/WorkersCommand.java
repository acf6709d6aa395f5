package io.papertrader.cli.session;

import static io.papertrader.cli.session.Network.await;

import io.papertrader.cli.view.Screen;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code workers}: the workers that can be used now. */
@Command(name = "workers", description = "List the workers that can be used now.")
public final class WorkersCommand implements Callable<Integer> {
    private final Network network;
    private final Screen screen;

    WorkersCommand(Network network, Screen screen) {
        this.network = network;
        this.screen = screen;
    }

    @Override
    public Integer call() {
        List<WorkerAddress> workers =
                network.anonymously(client -> await(client.allWorkers())).workers();
        if (screen.isJson()) {
            screen.json(
                    new JsonArray(workers.stream().map(WorkerAddress::toString).toList()));
        } else {
            screen.lines(workers.stream().map(WorkerAddress::toString).toList());
        }
        return 0;
    }
}
