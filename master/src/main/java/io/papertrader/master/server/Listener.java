package io.papertrader.master.server;

import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.workers.ConnectedWorkers;
import io.papertrader.master.workers.Handshake;
import io.papertrader.master.workers.Handshake.Established;
import io.papertrader.master.workers.WorkersHandler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The port that workers connect to (specification 4.3.1). */
@ApplicationScoped
public class Listener {
    private static final Logger LOG = Logger.getLogger(Listener.class);

    private final Vertx vertx;
    private final ListenConfig config;
    private final Leadership leadership;
    private final Handshake handshake;
    private final WorkersHandler workersHandler;
    private final ConnectedWorkers connected;
    private final Dispatch dispatch;
    private final RequestMetrics metrics;
    private final InstantSource time;
    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<MasterLink> links = ConcurrentHashMap.newKeySet();
    private volatile NetServer server;

    Listener(
            Vertx vertx,
            ListenConfig config,
            Leadership leadership,
            Handshake handshake,
            WorkersHandler workersHandler,
            ConnectedWorkers connected,
            Dispatch dispatch,
            RequestMetrics metrics,
            InstantSource time) {
        this.vertx = vertx;
        this.config = config;
        this.leadership = leadership;
        this.handshake = handshake;
        this.workersHandler = workersHandler;
        this.connected = connected;
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.time = time;
    }

    /** Listens; the port is known from then on. */
    Uni<Integer> open() {
        NetServer opening = vertx.createNetServer(new NetServerOptions()
                        .setHost(config.host())
                        .setPort(config.port())
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true)
                        .setReadIdleTimeout((int) config.workerSilence().toSeconds()))
                .connectHandler(this::arrive);
        return Uni.createFrom()
                .completionStage(() -> opening.listen().toCompletionStage())
                .invoke(listening -> server = listening)
                .map(NetServer::actualPort);
    }

    /** Whether this master serves: the last thing that a start does, and the first that a stop undoes. */
    public boolean isOpen() {
        return server != null;
    }

    int port() {
        return server.actualPort();
    }

    private void arrive(NetSocket socket) {
        if (sockets.size() >= config.maxConnections()) {
            LOG.warnf(
                    "Connection from %s closed: %d connections are open already",
                    socket.remoteAddress(), sockets.size());
            socket.close();
            return;
        }
        sockets.add(socket);
        Context context = vertx.getOrCreateContext();
        long timer = vertx.setTimer(config.handshakeTimeout().toMillis(), late -> socket.close());
        socket.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            sockets.remove(socket);
        });
        socket.exceptionHandler(failure -> LOG.debugf(failure, "Connection from %s broke", socket.remoteAddress()));
        new Arrival(socket, context, handshake, workersHandler, leadership.epoch(), (established, rest) -> {
                    vertx.cancelTimer(timer);
                    link(socket, context, established, rest);
                })
                .begin();
    }

    private void link(NetSocket socket, Context context, Established established, Buffer rest) {
        if (!sockets.contains(socket)) {
            // It has closed already and will not say so again: the link would never end.
            LOG.infof(
                    "Worker %s was gone before its handshake was done",
                    established.worker().name());
            return;
        }
        MasterLink link = new MasterLink(socket, context, established, dispatch, metrics, time, config.maxInFlight());
        links.add(link);
        connected.add(link);
        LOG.infof("Worker %s connected from %s", link.worker().name(), link.remoteAddress());
        socket.closeHandler(closed -> {
            sockets.remove(socket);
            links.remove(link);
            connected.remove(link);
            link.ended();
            LOG.infof("Worker %s is gone", link.worker().name());
        });
        if (handshake.isStillRegistered(link.worker())) {
            link.begin(rest);
        } else {
            // Changed while the keys were agreed on, when there was no link yet to be booted off.
            link.close("its registration has just been changed");
        }
    }

    /** Takes no more connections, lets requests finish within the bound, then closes all. Blocks; called when stopping. */
    void close() throws InterruptedException {
        NetServer closing = server;
        if (closing == null) {
            return;
        }
        server = null;
        CountDownLatch busy = new CountDownLatch(links.size());
        links.forEach(link -> link.whenDrained(busy::countDown));
        if (!busy.await(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopping although some requests are still being worked on");
        }
        closing.close();
    }
}
