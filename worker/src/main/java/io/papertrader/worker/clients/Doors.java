package io.papertrader.worker.clients;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.worker.asset.AssetNumbers;
import io.papertrader.worker.asset.CurrentValues;
import io.papertrader.worker.session.LiveSessions;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The ways in for clients (specification 4.3.2): TCP, and WebSocket for browsers. Both open on every event loop, and
 * each loop looks after the clients that came in on it.
 */
@ApplicationScoped
public class Doors {
    private static final Logger LOG = Logger.getLogger(Doors.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_TO_SUM_UP = 60;

    /** The events of one update come closer together than this. */
    private static final long MOMENT_MILLIS = 10;

    /** A client that asks nothing for so long, when the worker is about to stop, is taken to have understood. */
    private static final long QUIET_MILLIS = 250;

    /**
     * The time for the answers to requests that have been read, when a client asks without end while the worker is
     * about to stop.
     */
    private static final Duration LAST_REPLIES = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ClientsConfig config;
    private final BudgetConfig budgets;
    private final Admission admission;
    private final Requests requests;
    private final RequestMetrics metrics;
    private final LiveSessions live;
    private final CurrentValues values;
    private final AssetNumbers numbers;
    private final TcpDoor tcp;
    private final WebSocketDoor webSocket;
    private final Client.Settings settings;
    private final Set<Loop> loops = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;
    private volatile Optional<String> deployment = Optional.empty();

    Doors(
            Vertx vertx,
            ClientsConfig config,
            BudgetConfig budgets,
            Admission admission,
            Requests requests,
            RequestMetrics metrics,
            LiveSessions live,
            CurrentValues values,
            AssetNumbers numbers,
            TcpDoor tcp,
            WebSocketDoor webSocket) {
        this.vertx = vertx;
        this.config = config;
        this.budgets = budgets;
        this.admission = admission;
        this.requests = requests;
        this.metrics = metrics;
        this.live = live;
        this.values = values;
        this.numbers = numbers;
        this.tcp = tcp;
        this.webSocket = webSocket;
        this.settings = new Client.Settings(
                config.maxInFlight(), budgets.connection().asLongValue(), Patience.Limits.of(config, LOOK));
    }

    /** Refuses a start with the doors as they are set, before anything is begun. */
    public void check() {
        LeastBudgets.check(budgets);
        tcp.check();
        webSocket.check();
    }

    /** Lets clients in; done when both doors are open. */
    public Future<Void> open() {
        closing = false;
        DeploymentOptions everyLoop =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        return vertx.deployVerticle(Loop::new, everyLoop).map(id -> {
            deployment = Optional.of(id);
            return null;
        });
    }

    /** True where new clients are let in. */
    public boolean isOpen() {
        return deployment.isPresent();
    }

    /** The port for TCP, once it is open. */
    public int port() {
        return tcp.port();
    }

    /** The port for WebSocket, once it is open. */
    public int webSocketPort() {
        return webSocket.port();
    }

    /** The number of clients. */
    public int size() {
        return admission.connections();
    }

    /** Requests since the start. */
    public long requests() {
        return metrics.count();
    }

    /** There is a new link: asks for all sessions that clients use whether they are still good. */
    public void vouchAgain() {
        loops.forEach(Loop::vouchAgain);
    }

    /** There are new values: tells those who have subscribed to them. */
    public void tell(Collection<AssetInfo> assets) {
        ValueFeed.Update update = new ValueFeed.Update(assets, numbers);
        loops.forEach(loop -> loop.tell(update));
    }

    /**
     * Lets nobody in any more, tells the clients to go elsewhere, answers what they ask until then within the bound,
     * and closes. Blocks; called when stopping.
     */
    public void close() throws InterruptedException {
        Optional<String> open = deployment;
        if (open.isEmpty()) {
            return;
        }
        closing = true;
        deployment = Optional.empty();
        tcp.close();
        webSocket.close();
        List<Loop> all = List.copyOf(loops);
        CountDownLatch busy = new CountDownLatch(all.size());
        all.forEach(loop -> loop.dismiss(busy::countDown));
        if (!busy.await(config.drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
            all.forEach(Loop::leave);
            if (!busy.await(LAST_REPLIES.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Stopping although some clients wait for replies");
            }
        }
        admission.sumUp();
        vertx.undeploy(open.get());
    }

    /** The doors on one event loop, and the clients that came in by them. */
    private final class Loop extends AbstractVerticle {
        private final Set<Client> clients = new HashSet<>();
        private final ValueFeed feed =
                new ValueFeed(values, numbers, task -> vertx.setTimer(MOMENT_MILLIS, tick -> task.run()));
        private Runnable dismissed = () -> {};
        private int looks;

        @Override
        public void start(Promise<Void> started) {
            loops.add(this);
            vertx.setPeriodic(LOOK.toMillis(), tick -> look());
            tcp.open(vertx, this::arrive)
                    .compose(open -> webSocket.open(vertx, this::arrive))
                    .onComplete(started);
        }

        @Override
        public void stop() {
            loops.remove(this);
        }

        private void arrive(ChannelWire wire) {
            if (closing) {
                wire.cut();
                return;
            }
            Client client = new Client(wire, context, wire.place(), requests, live, feed, settings);
            clients.add(client);
            client.begin(() -> {
                clients.remove(client);
                dismissIfEmpty();
            });
        }

        private void look() {
            values.look();
            values.watch(feed.named());
            List.copyOf(clients).forEach(Client::look);
            admission.crowding().ifPresent(this::makeRoom);
            looks++;
            if (looks % LOOKS_TO_SUM_UP == 0) {
                admission.sumUp();
            }
        }

        /**
         * Nobody waits for somebody else who does not read: of the addresses that hold most, those go who hold most.
         */
        private void makeRoom(Admission.Crowding crowding) {
            List<Client> slowest = clients.stream()
                    .filter(client -> client.unread() > 0 && client.isFrom(crowding.by()))
                    .sorted(Comparator.comparingLong(Client::unread).reversed())
                    .toList();
            long missing = crowding.bytesToFree();
            for (Client client : slowest) {
                if (missing > 0) {
                    missing -= client.unread();
                    client.makeRoom();
                }
            }
        }

        /** Tells all clients to go elsewhere, and ends each when it is quiet; calls back when none is left. */
        private void dismiss(Runnable callback) {
            context.runOnContext(now -> {
                dismissed = callback;
                List.copyOf(clients).forEach(Client::sayStopping);
                dismissIfEmpty();
                vertx.setPeriodic(
                        QUIET_MILLIS,
                        tick -> List.copyOf(clients).stream()
                                .filter(Client::takeQuiet)
                                .forEach(Client::leave));
            });
        }

        private void dismissIfEmpty() {
            if (clients.isEmpty()) {
                dismissed.run();
                dismissed = () -> {};
            }
        }

        private void leave() {
            context.runOnContext(now -> List.copyOf(clients).forEach(Client::leave));
        }

        private void tell(ValueFeed.Update update) {
            context.runOnContext(now -> feed.update(update));
        }

        private void vouchAgain() {
            context.runOnContext(now -> List.copyOf(clients).forEach(requests::vouchAgain));
        }
    }
}
