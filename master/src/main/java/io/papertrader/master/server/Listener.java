package io.papertrader.master.server;

import io.papertrader.master.leadership.Leadership;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The port that workers connect to (specification 4.3.1): a server on every event loop, open or not. */
@ApplicationScoped
public class Listener {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SUM_UP = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final ListenConfig config;
    private final Leadership leadership;
    private final Links links;
    private volatile Phase phase = new Closed();

    Listener(Vertx vertx, ListenConfig config, Leadership leadership, Links links) {
        this.vertx = vertx;
        this.config = config;
        this.leadership = leadership;
        this.links = links;
    }

    /** Closed, then open, and in the end closed again. */
    private sealed interface Phase {}

    private record Closed() implements Phase {}

    private record Open(String deployment, int port, List<Long> timers) implements Phase {
        private Open {
            timers = List.copyOf(timers);
        }
    }

    /** Listens; the port is known from then on. */
    Uni<Integer> open() {
        links.open();
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        DeploymentOptions everyLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return Uni.createFrom()
                .completionStage(() ->
                        vertx.deployVerticle(() -> new Server(ports), everyLoop).toCompletionStage())
                .map(deployment -> new Open(deployment, ports.iterator().next(), timers()))
                .invoke(open -> phase = open)
                .map(Open::port);
    }

    private List<Long> timers() {
        return List.of(
                vertx.setPeriodic(LOOK.toMillis(), tick -> links.look()),
                vertx.setPeriodic(SUM_UP.toMillis(), tick -> sumUp()));
    }

    /** True where this master serves: the last thing that a start does, and the first that a stop undoes. */
    public boolean isOpen() {
        return phase instanceof Open;
    }

    /** True where every worker's requests get their answers. */
    boolean isAnswering() {
        return links.isAnswering();
    }

    int port() {
        return phase instanceof Open open ? open.port : 0;
    }

    /** Writes into the log what was too much for a line each. */
    void sumUp() {
        links.sumUp();
    }

    /**
     * Takes no more connections and requests, lets what is worked on finish within the bound, and closes all. Blocks.
     * Without the lock nothing more can be done, so nothing is waited for.
     */
    void close() throws InterruptedException {
        if (!(phase instanceof Open open)) {
            return;
        }
        phase = new Closed();
        links.close(leadership.isHeld() ? config.drainTimeout() : Duration.ZERO);
        // Those who came meanwhile were refused after the last line.
        vertx.undeploy(open.deployment).onComplete(closed -> sumUp());
        open.timers.forEach(vertx::cancelTimer);
    }

    private final class Server extends AbstractVerticle {
        private final Set<Integer> ports;

        private Server(Set<Integer> ports) {
            this.ports = ports;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createNetServer(options())
                    .connectHandler(links::arrive)
                    .listen()
                    .onSuccess(server -> ports.add(server.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private NetServerOptions options() {
        return new NetServerOptions()
                .setHost(config.host())
                // A negative port is any free one, the same for the server of every event loop.
                .setPort(config.port() == 0 ? -1 : config.port())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReadIdleTimeout((int) config.workerSilence().toSeconds());
    }
}
