package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An operator's acts on a worker that is in use. */
class OperatorIT {
    private static final AssetSymbol APPLE = new AssetSymbol("AAPL");
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CLIENTS = 8;
    private static final int RESTARTS = 3;
    private static final int REQUESTS_BETWEEN = 500;
    private static final String MANY = "100000";
    private static final int CRASHED = 70;
    private static final int HEX = 16;

    @TempDir
    static Path home;

    private static RunningNetwork network;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @Test
    void replacesAWorkerUnderLoadWithoutAFailedRequest() throws Exception {
        UUID uuid = new UUID(0, 1);
        int port = WorkerProcess.freePort();
        WorkerProcess worker = WorkerProcess.start(network, uuid, folder("replaced-0"), port);
        network.register("replaced", uuid, folder("replaced-0").resolve("keys/public.asc"), port);
        worker.awaitReady();
        Load load = new Load();
        for (int i = 0; i < CLIENTS; i++) {
            load.begin(network.client(new WorkerAddress("127.0.0.1", port)), "load" + i);
        }

        for (int restart = 1; restart <= RESTARTS; restart++) {
            int before = load.answered.get();
            Awaitility.await().atMost(SOON).until(() -> load.answered.get() > before + REQUESTS_BETWEEN);
            Path folder = folder("replaced-" + restart);
            copyKeys(folder("replaced-0"), folder);
            WorkerProcess next = WorkerProcess.start(network, uuid, folder, port);
            next.awaitReady();
            assertThat(worker.stop()).as("the old worker ends by itself").isIn(0, 143);
            worker = next;
        }
        int before = load.answered.get();
        Awaitility.await().atMost(SOON).until(() -> load.answered.get() > before + REQUESTS_BETWEEN);
        load.end();
        worker.close();

        assertThat(load.failures).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void opensItsLogAnewOnHangUp() throws Exception {
        assumeTrue(isHangUpHeard(), "under nohup nobody hears SIGHUP, as its users want");
        Path folder = folder("hung-up");
        Path log = folder.resolve("log/events.log");
        try (WorkerProcess worker = WorkerProcess.start(network, new UUID(0, 2), folder, WorkerProcess.freePort())) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("refuses this worker"));
            Awaitility.await().atMost(SOON).until(() -> Files.size(log) > 0);
            Files.move(log, folder.resolve("moved.log"));

            worker.signal("HUP");

            Awaitility.await().atMost(SOON).until(() -> Files.exists(log) && Files.size(log) > 0);
            assertThat(worker.isAlive()).isTrue();
            assertThat(Files.readString(log)).contains("Search.java:");
        }
    }

    private static boolean isHangUpHeard() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), HEX))
                .noneMatch(ignored -> (ignored & 1) != 0);
    }

    /** A container's root may be read-only: the worker has its own folder and no other. */
    @Test
    void needsNoFolderForTemporaryFiles() throws Exception {
        Path folder = folder("confined");
        int port = WorkerProcess.freePort();
        UUID uuid = new UUID(0, 7);
        String nowhere = "-Djava.io.tmpdir=/proc/none";
        Map<String, String> confined = Map.of("JAVA_TOOL_OPTIONS", nowhere);
        try (WorkerProcess worker = WorkerProcess.start(network, uuid, folder, port, confined, nowhere)) {
            network.register("confined", uuid, folder.resolve("keys/public.asc"), port);

            worker.awaitReady();

            assertThat(network.client(new WorkerAddress("127.0.0.1", port))
                            .workers()
                            .toCompletionStage())
                    .succeedsWithin(SOON);
        }
    }

    @Test
    void letsAReplayBeginAnew() throws Exception {
        network.papertrader("again", "register", "again", "--email", "again@example.org")
                .expectDone();
        network.papertrader("again", "login", "again").expectDone();
        network.trade("again", "buy", "AAPL", "10", "--wait").expectDone();

        network.papertrader("op", "admin", "market", "restart", "--from", "2016-01-04", "--yes")
                .expectDone();

        assertThat(network.papertrader("again", "quote", "AAPL").expectDone()).containsAnyOf("2015-12-31", "2016-01-");
        assertThat(network.papertrader("again", "history").expectDone()).contains("delisting");
        assertThat(network.papertrader("again", "portfolio").expectDone()).contains("You hold nothing yet");
        network.trade("again", "buy", "AAPL", "1", "--wait").expectDone();
        assertThat(network.papertrader("op", "admin", "ledger", "check").expectDone())
                .contains("clean");
    }

    @Test
    void tellsTheTimeOfItsZone() throws Exception {
        ZoneId zone = ZoneId.of("Asia/Tokyo");
        Path folder = folder("far-away");
        Map<String, String> far = Map.of("TZ", zone.getId());
        String earlier = hour(zone);
        try (WorkerProcess worker =
                WorkerProcess.start(network, new UUID(0, 6), folder, WorkerProcess.freePort(), far)) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("Listening"));

            List<String> hours = List.of(earlier, hour(zone));
            assertThat(worker.log().lines().filter(line -> line.contains("INFO")))
                    .anyMatch(line -> hours.stream().anyMatch(line::startsWith));
        }
    }

    private static String hour(ZoneId zone) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH").format(ZonedDateTime.now(zone));
    }

    /** Java would go on with the old address for half a minute, and here for an hour. */
    @Test
    void findsAMasterThatMovedToAnotherAddress() throws Exception {
        Path folder = folder("follows");
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.2 master.example");
        String lookUpThere = "-Djdk.net.hosts.file=" + hosts;
        String keepForAnHour = "-Dsun.net.inetaddr.ttl=3600";
        int port = WorkerProcess.freePort();
        UUID uuid = new UUID(0, 8);
        // The variable is for a JVM, the argument for an executable.
        Map<String, String> byName = Map.of(
                "JAVA_TOOL_OPTIONS",
                lookUpThere + " " + keepForAnHour,
                "PAPERTRADER_MASTER_ADDRESS",
                "master.example:" + network.master().port());
        try (WorkerProcess worker =
                WorkerProcess.start(network, uuid, folder, port, byName, lookUpThere, keepForAnHour)) {
            network.register("follows", uuid, folder.resolve("keys/public.asc"), port);
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("refused: /127.0.0.2"));

            Files.writeString(hosts, "127.0.0.1 master.example");

            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("Linked to the master"));
        }
    }

    /** Memory that small is possible for an executable only; a JVM would not even start. */
    @Test
    @EnabledIfSystemProperty(named = "papertrader.executables", matches = ".+")
    void leavesItsLogBehindWhenItsMemoryIsGone() throws Exception {
        Path folder = folder("crashed");
        int port = WorkerProcess.freePort();
        List<Socket> clients = new ArrayList<>();
        // Too many for so small a heap; the usual limits would not let them in.
        Map<String, String> unlimited = Map.of(
                "PAPERTRADER_LISTEN_MAX_CONNECTIONS", MANY,
                "PAPERTRADER_LISTEN_MAX_CONNECTIONS_PER_ADDRESS", MANY,
                "PAPERTRADER_LISTEN_MAX_STRANGERS", MANY,
                "PAPERTRADER_LISTEN_MAX_STRANGERS_PER_ADDRESS", MANY);
        try (WorkerProcess worker = WorkerProcess.start(network, new UUID(0, 5), folder, port, unlimited, "-Xmx16m")) {
            Awaitility.await().atMost(SOON).until(() -> worker.log().contains("Listening"));
            while (worker.isAlive()) {
                clients.add(deafClient(port));
            }

            assertThat(worker.awaitEnd()).isEqualTo(CRASHED);
            assertThat(Files.readString(folder.resolve("log/events.log")))
                    .contains("CrashDump.java:", "OutOfMemoryError");
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    /** Asks much and reads nothing; a worker that is going does not take it any more. */
    private static Socket deafClient(int port) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(RawMessage.getWorkers(500));
        } catch (IOException turnedAway) {
            assertThat(turnedAway).isNotNull();
        }
        return socket;
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(home.resolve(name));
    }

    private static void copyKeys(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("keys"));
        for (String file : new String[] {"secret.asc", "public.asc"}) {
            Files.copy(
                    from.resolve("keys").resolve(file),
                    to.resolve("keys").resolve(file),
                    java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /** Users who ask, and buy, one thing after another without a pause. */
    private static final class Load {
        private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicBoolean ending = new AtomicBoolean();

        void begin(PaperTraderClient client, String name) throws Exception {
            UserName user = join(client, name);
            running.incrementAndGet();
            next(client, user, 0);
        }

        void end() {
            ending.set(true);
            Awaitility.await().atMost(SOON).until(() -> running.get() == 0);
        }

        private void next(PaperTraderClient client, UserName user, int number) {
            if (ending.get()) {
                running.decrementAndGet();
                return;
            }
            Future<?> answer =
                    switch (number % 4) {
                        case 0 -> client.purchase(APPLE, Quantity.of("0.01"));
                        case 1 -> client.portfolio(user);
                        case 2 -> client.marketData().assetValue(APPLE);
                        default -> client.workers();
                    };
            answer.onComplete(outcome -> {
                answered.incrementAndGet();
                if (outcome.failed()) {
                    failures.add(outcome.cause());
                }
                next(client, user, number + 1);
            });
        }
    }
}
