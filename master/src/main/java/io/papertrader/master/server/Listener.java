package io.papertrader.master.server;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.WorkersHandler;
import io.papertrader.node.log.Refusals;
import io.papertrader.node.socket.AddressBlock;
import io.papertrader.node.socket.BoundedReads;
import io.papertrader.node.socket.Cut;
import io.smallrye.mutiny.Uni;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The port that workers connect to (specification 4.3.1): a server on every event loop. Places are given by address
 * before a byte is read, so that strangers cannot take the workers' places.
 */
@ApplicationScoped
public class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SUM_UP = Duration.ofMinutes(1);
    private static final int ADDRESSES_IN_THE_LOG = 10;

    /**
     * The bytes that are read of a connection at a time: a stranger's question is 16 bytes, a link's records have up to
     * 64 KiB.
     */
    private static final int STRANGERS_READ = 64;

    private static final int WORKERS_READ = 32_768;

    private final Vertx vertx;
    private final ListenConfig config;
    private final Leadership leadership;
    private final Handshake handshake;
    private final WorkersHandler workersHandler;
    private final ConnectedWorkers connected;
    private final LinkParts parts;
    private final Refusals refusals;
    private final ConnectionQuota workerPlaces;
    private final ConnectionQuota strangerPlaces;
    private final Set<LinkConnection> links = ConcurrentHashMap.newKeySet();
    private volatile Phase phase = new Closed();

    Listener(
            Vertx vertx,
            ListenConfig config,
            Leadership leadership,
            Handshake handshake,
            WorkersHandler workersHandler,
            ConnectedWorkers connected,
            LinkParts parts,
            InstantSource time) {
        this.vertx = vertx;
        this.config = config;
        this.leadership = leadership;
        this.handshake = handshake;
        this.workersHandler = workersHandler;
        this.connected = connected;
        this.parts = parts;
        this.refusals = new Refusals(ADDRESSES_IN_THE_LOG, time, LOG::warn);
        this.workerPlaces = new ConnectionQuota(config.maxConnections(), config.maxConnectionsPerAddress());
        this.strangerPlaces = new ConnectionQuota(
                config.strangers().maxConnections(), config.strangers().maxConnectionsPerAddress());
    }

    /** Closed, then opening, then open, and in the end closed again. */
    private sealed interface Phase {}

    private record Closed() implements Phase {}

    private record Opening() implements Phase {}

    private record Open(String deployment, int port, List<Long> timers) implements Phase {
        private Open {
            timers = List.copyOf(timers);
        }
    }

    /** Listens; the port is known from then on. */
    Uni<Integer> open() {
        phase = new Opening();
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
                vertx.setPeriodic(LOOK.toMillis(), tick -> links.forEach(LinkConnection::look)),
                vertx.setPeriodic(SUM_UP.toMillis(), tick -> sumUp()));
    }

    /** True where this master serves: the last thing that a start does, and the first that a stop undoes. */
    public boolean isOpen() {
        return phase instanceof Open;
    }

    /** True where every worker's requests get their answers. */
    boolean isAnswering() {
        return links.stream().allMatch(LinkConnection::isAnswering);
    }

    int port() {
        return phase instanceof Open open ? open.port : 0;
    }

    /** Writes into the log what was too much for a line each. */
    void sumUp() {
        refusals.sumUp();
        parts.answers().sumUp();
        links.forEach(LinkConnection::sumUp);
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
        List<LinkConnection> leaving = List.copyOf(links);
        CountDownLatch busy = new CountDownLatch(leaving.size());
        leaving.forEach(link -> link.leave(busy::countDown));
        long patience = leadership.isHeld() ? config.drainTimeout().toMillis() : 0;
        if (!busy.await(patience, TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopping although some requests are still being worked on");
        }
        vertx.undeploy(open.deployment);
        open.timers.forEach(vertx::cancelTimer);
        refusals.sumUp();
        parts.answers().sumUp();
    }

    private final class Server extends AbstractVerticle {
        private final Set<Integer> ports;

        private Server(Set<Integer> ports) {
            this.ports = ports;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createNetServer(options())
                    .connectHandler(Listener.this::arrive)
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

    private void arrive(NetSocket socket) {
        InetAddress from = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
        boolean isExpected = handshake.expects(from);
        ConnectionQuota places = isExpected ? workerPlaces : strangerPlaces;
        AddressBlock block = AddressBlock.of(from);
        if (phase instanceof Closed || !places.take(block)) {
            refusals.add(from, phase instanceof Closed ? "this master stops" : "all places are taken");
            Cut.now(socket);
            return;
        }
        BoundedReads.of(socket, isExpected ? WORKERS_READ : STRANGERS_READ);
        new Place(socket, vertx.getOrCreateContext(), () -> places.leave(block)).begin(from, isExpected);
    }

    /** A connection that has a place, from when it came until it is gone. On its event loop. */
    private final class Place {
        private final NetSocket socket;
        private final Context context;
        private final Runnable leave;
        private long timer;
        private boolean isGone;

        private Place(NetSocket socket, Context context, Runnable leave) {
            this.socket = socket;
            this.context = context;
            this.leave = leave;
        }

        private void begin(InetAddress from, boolean isExpected) {
            Duration time =
                    isExpected ? config.handshakeTimeout() : config.strangers().timeout();
            timer = vertx.setTimer(time.toMillis(), late -> {
                refusals.add(from, "it has not proved anything in time");
                Cut.now(socket);
            });
            socket.closeHandler(closed -> ended());
            socket.exceptionHandler(failure -> LOG.debugf(failure, "Connection from %s broke", socket.remoteAddress()));
            new Arrival(socket, from, isExpected, context, handshake, workersHandler, refusals)
                    .begin(leadership.epoch(), this::link);
        }

        private void ended() {
            isGone = true;
            vertx.cancelTimer(timer);
            leave.run();
        }

        private void link(Established established, Buffer rest) {
            if (isGone) {
                // It will not say so again: the link would never end.
                LOG.infof(
                        "Worker %s was gone before its handshake was done",
                        established.worker().name());
                return;
            }
            LinkConnection link = new LinkConnection(socket, context, established, parts, this::connected);
            links.add(link);
            socket.closeHandler(closed -> {
                ended();
                links.remove(link);
                link.ended();
                if (connected.remove(link)) {
                    LOG.infof("Worker %s is gone", link.worker().name());
                }
            });
            if (phase instanceof Closed) {
                link.close("this master stops");
            } else if (handshake.isStillRegistered(link.worker())) {
                link.begin(rest);
            } else {
                // Changed while the keys were agreed on, when there was no link yet to be booted off.
                link.close("its registration has just been changed");
            }
        }

        /** It has the keys: until then it could be anybody with a hello that was recorded. */
        private void connected(LinkConnection link) {
            vertx.cancelTimer(timer);
            connected.add(link);
            LOG.infof("Worker %s connected from %s", link.worker().name(), link.remoteAddress());
            if (!handshake.isStillRegistered(link.worker())) {
                link.close("its registration has just been changed");
            }
        }
    }
}
