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
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Singleton;
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
 * The connections to the port for workers, and the links that come of them. Places are given by address before a byte
 * is read, so that strangers cannot take the workers' places. For all threads.
 */
@Singleton
class Links {
    private static final Logger LOG = Logger.getLogger(Links.class);
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
    private volatile boolean isOpen;

    Links(
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

    /** Lets connections in. */
    void open() {
        isOpen = true;
    }

    /** Looks for what takes too long; called every second. */
    void look() {
        links.forEach(LinkConnection::look);
    }

    /** True where every worker's requests get their answers. */
    boolean isAnswering() {
        return links.stream().allMatch(LinkConnection::isAnswering);
    }

    /** Writes into the log what was too much for a line each. */
    void sumUp() {
        tellOfMany();
        links.forEach(LinkConnection::sumUp);
    }

    private void tellOfMany() {
        refusals.sumUp();
        parts.answers().sumUp();
    }

    /** Lets nobody in any more, and lets links finish what they work on within this time. Blocks. */
    void close(Duration patience) throws InterruptedException {
        isOpen = false;
        List<LinkConnection> leaving = List.copyOf(links);
        CountDownLatch busy = new CountDownLatch(leaving.size());
        leaving.forEach(link -> link.leave(busy::countDown));
        if (!busy.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Stopping although some requests are still being worked on");
        }
        tellOfMany();
    }

    /** Somebody has connected; on the connection's event loop. */
    void arrive(NetSocket socket) {
        InetAddress from = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
        boolean isExpected = handshake.expects(from);
        ConnectionQuota places = isExpected ? workerPlaces : strangerPlaces;
        AddressBlock block = AddressBlock.of(from);
        if (!isOpen || !places.take(block)) {
            refusals.add(from, isOpen ? "all places are taken" : "this master stops");
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
            if (!isOpen) {
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
