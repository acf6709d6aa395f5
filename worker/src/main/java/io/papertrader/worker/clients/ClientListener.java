package io.papertrader.worker.clients;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.link.ClientAddress;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The port that clients connect to (specification 4.3.2): a server on every event loop, one set of connections. */
@ApplicationScoped
public class ClientListener {
    private static final Logger LOG = Logger.getLogger(ClientListener.class);

    /** For the answers to what has been read, when a client asks without end while the worker is about to stop. */
    private static final Duration LAST_REPLIES = Duration.ofSeconds(1);

    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final ClientsConfig config;
    private final ClientParts parts;
    private final Map<ClientConnection, NetSocket> connections = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private volatile ListeningSocket listening;
    private volatile String deployment;
    private volatile int port;

    ClientListener(Vertx vertx, ClientsConfig config, ClientParts parts, MeterRegistry metrics) {
        this.vertx = vertx;
        this.config = config;
        this.parts = parts;
        metrics.gaugeMapSize("papertrader.clients.connected", Set.of(), connections);
    }

    /** Listens; gives the port. */
    public Future<Integer> open() {
        listening = new ListeningSocket(inherited());
        DeploymentOptions everyLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(() -> new Server(), everyLoop).map(id -> {
            deployment = id;
            int most = (int) Math.max(1, config.messageTimeout().toSeconds());
            vertx.setPeriodic(LOOK_MILLIS, tick -> connections.keySet().forEach(connection -> connection.look(most)));
            return port;
        });
    }

    /** Whether new clients are let in. */
    public boolean isOpen() {
        return deployment != null;
    }

    /** Where it listens, once it is open. */
    int port() {
        return port;
    }

    /** How many clients there are. */
    public int size() {
        return connections.size();
    }

    /** Requests since the start. */
    public long requests() {
        return parts.metrics().count();
    }

    /**
     * Lets nobody in any more, tells the clients to go elsewhere, answers what they ask until then within the bound, and
     * closes. Blocks; called when stopping.
     */
    public void close() throws InterruptedException {
        String closing = deployment;
        if (closing == null) {
            return;
        }
        deployment = null;
        listening.close();
        List<ClientConnection> open = List.copyOf(connections.keySet());
        CountDownLatch busy = new CountDownLatch(open.size());
        open.forEach(connection -> connection.leave(busy::countDown));
        if (!busy.await(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            connections.keySet().forEach(ClientConnection::finish);
            if (!busy.await(LAST_REPLIES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping although some clients wait for replies");
            }
        }
        vertx.undeploy(closing);
    }

    private final class Server extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            listening
                    .server(vertx, options())
                    .connectHandler(ClientListener.this::arrive)
                    .listen()
                    .onSuccess(server -> port = server.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private NetServerOptions options() {
        NetServerOptions options = new NetServerOptions()
                .setHost(config.host())
                // A negative port is any free one, the same for the server of every event loop.
                .setPort(config.port() == 0 ? -1 : config.port())
                .setReusePort(config.sharePort())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setIdleTimeout((int) config.idleTimeout().toSeconds());
        config.tls()
                .certificate()
                .ifPresent(certificate -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(certificate.toString())
                                .setKeyPath(config.tls()
                                        .key()
                                        .orElseThrow(() -> new IllegalStateException(
                                                "papertrader.listen.tls.key must name the certificate's private key"))
                                        .toString())));
        return options;
    }

    /** Where systemd holds the socket already, it is the standard input. */
    private static Optional<ServerSocketChannel> inherited() {
        try {
            return System.inheritedChannel() instanceof ServerSocketChannel socket
                    ? Optional.of(socket)
                    : Optional.empty();
        } catch (IOException noSocket) {
            return Optional.empty();
        }
    }

    private void arrive(NetSocket socket) {
        InetAddress from = InetAddress.ofLiteral(socket.remoteAddress().hostAddress());
        int fromThere = perAddress.merge(from, 1, Integer::sum);
        if (!isOpen()
                || connections.size() >= config.maxConnections()
                || fromThere > config.maxConnectionsPerAddress()) {
            LOG.warnf("Client %s turned away: %d connections, %d from there", from, connections.size(), fromThere);
            leave(from);
            socket.close();
            return;
        }
        Context context = vertx.getOrCreateContext();
        Wire wire = new TcpWire(socket);
        ClientConnection connection = new ClientConnection(wire, context, ClientAddress.of(from), parts);
        connections.put(connection, socket);
        long timer = vertx.setTimer(config.firstMessageTimeout().toMillis(), late -> {
            if (!connection.hasSpoken()) {
                wire.cut();
            }
        });
        wire.exceptionHandler(failure -> LOG.debugf(failure, "Client %s broke", from));
        wire.onClosed(() -> {
            vertx.cancelTimer(timer);
            leave(from);
            connections.remove(connection);
            connection.ended();
        });
        connection.begin();
    }

    private void leave(InetAddress from) {
        perAddress.computeIfPresent(from, (address, count) -> count == 1 ? null : count - 1);
    }
}
