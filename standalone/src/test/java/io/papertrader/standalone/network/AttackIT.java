package io.papertrader.standalone.network;

import static io.papertrader.standalone.network.Users.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.UnixOperatingSystemMXBean;
import io.papertrader.client.connection.PaperTraderClient;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers who do their worst to a worker with a heap of 64 MB: it goes on, and so do its other clients. */
@Tag("alone")
class AttackIT {
    private static final String HEAP = "-Xmx64m";

    /** The heap for as many clients as a worker takes. An executable's objects are larger than a jar's. */
    private static final String HEAP_FOR_ALL = Built.EXECUTABLES.isEmpty() ? HEAP : "-Xmx128m";

    private static final int LARGEST_MESSAGE = 65_536;
    private static final int REGISTER = 3;
    private static final int DEAF = 250;

    /** The worker's budget for answers (papertrader.budget.worker), and refusals, which are sent in any case. */
    private static final double BUDGET_BYTES = 24 * 1_048_576;

    private static final double SLACK_BYTES = 1_048_576;
    private static final int DEAF_ROUNDS = 300;
    private static final int HALF_MESSAGES = 1_750;
    private static final int IN_FLIGHT = 256;
    private static final int COMINGS = 3_000;
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");
    private static final Quantity LITTLE = Quantity.of("0.01");
    private static final int ORDERS = 100;

    /** So many orders take a minute where all wait in one line with the strangers. */
    private static final Duration TIME_FOR_ORDERS = Duration.ofSeconds(30);

    /**
     * The clients that a worker takes (papertrader.listen.max-connections), but for some who are served beside them.
     */
    private static final int CLIENTS = 10_000 - 10;

    private static final int CLIENTS_AN_ADDRESS = 1_000;

    @TempDir
    static Path home;

    private static RunningNetwork network;
    private static int number;

    private final List<SocketChannel> strangers = new ArrayList<>();
    private WorkerProcess worker;
    private WorkerAddress address;

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.startForMuchWork(home);
    }

    @AfterAll
    static void stop() throws IOException {
        if (network != null) {
            network.close();
        }
    }

    @BeforeEach
    void startWorker() throws IOException {
        startWorker(HEAP);
    }

    private void startWorker(String heap) throws IOException {
        String name = "attacked-" + ++number;
        UUID uuid = new UUID(1, number);
        Path folder = Files.createDirectories(home.resolve(name));
        int port = WorkerProcess.freePort();
        address = new WorkerAddress("127.0.0.1", port);
        worker = WorkerProcess.start(network, uuid, folder, port, Map.of("JAVA_TOOL_OPTIONS", heap), heap);
        network.register(name, uuid, folder.resolve("keys/public.asc"), port);
        worker.awaitReady();
    }

    @AfterEach
    void leave() throws IOException {
        for (SocketChannel stranger : strangers) {
            stranger.close();
        }
        worker.close();
    }

    private SocketChannel stranger(String from) throws IOException {
        SocketChannel socket = SocketChannel.open();
        strangers.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), address.port()));
        socket.configureBlocking(false);
        return socket;
    }

    private SocketChannel strangerAtTheBrowsersDoor() throws IOException {
        SocketChannel socket =
                SocketChannel.open(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), worker.browsersPort()));
        strangers.add(socket);
        socket.configureBlocking(false);
        return socket;
    }

    private static void read(SocketChannel socket, ByteBuffer into) {
        try {
            socket.read(into);
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    /** Writes as much as is taken; a worker that has closed the connection takes nothing. */
    private static void write(SocketChannel socket, byte[] bytes) {
        try {
            socket.write(ByteBuffer.wrap(bytes));
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
    }

    private void assertOthersAreServed() throws Exception {
        PaperTraderClient client = network.client(address);
        assertThat(get(client.workers()).workers()).isNotEmpty();
        assertThat(worker.isAlive()).isTrue();
    }

    @Test
    void goesOnThoughManyAskWithoutEndAndReadNothing() throws Exception {
        byte[] requests = RawMessage.getWorkers(LARGEST_MESSAGE / RawMessage.HEADER_BYTES);
        for (int i = 0; i < DEAF; i++) {
            stranger("127.0.0.2");
        }

        for (int round = 0; round < DEAF_ROUNDS && worker.isAlive(); round++) {
            strangers.forEach(deaf -> write(deaf, requests));
        }

        assertOthersAreServed();
    }

    @Test
    void goesOnThoughManyWhoAreLoggedInAskForAllAndReadNothing() throws Exception {
        PaperTraderClient client = network.client(address);
        Users.join(client, "attacker" + number);
        SessionId session = get(client.login(new UserName("attacker" + number), Users.PASS, false))
                .id();
        Buffer requests = MessageCodec.encode(new SwitchState(session, ConnectionState.DATA_TRANSFER))
                .encode();
        for (int i = 0; i < IN_FLIGHT; i++) {
            MessageCodec.encode(new GetAssetListPage(Cursor.START)).appendTo(requests);
        }
        for (int i = 0; i < DEAF; i++) {
            write(stranger("127.0.0." + (2 + i % 5)), requests.getBytes());
        }

        for (int round = 0; round < DEAF_ROUNDS && worker.isAlive(); round++) {
            strangers.forEach(deaf -> write(deaf, requests.getBytes()));
        }

        assertOthersAreServed();
        assertThat(worker.metric("papertrader_clients_bytes")).isLessThan(BUDGET_BYTES + SLACK_BYTES);
    }

    /** The worst that some of them can do beside the many who only stay. */
    @Test
    void holdsTenThousandClientsThoughSomeAskForAllAndReadNothing() throws Exception {
        assumeThat(openFiles()).as("open files for the clients").isGreaterThan(CLIENTS + CLIENTS_AN_ADDRESS);
        worker.close();
        startWorker(HEAP_FOR_ALL);
        PaperTraderClient client = network.client(address);
        Users.join(client, "crowd");
        SessionId session =
                get(client.login(new UserName("crowd"), Users.PASS, false)).id();
        byte[] switching = MessageCodec.encode(new SwitchState(session, ConnectionState.DATA_TRANSFER))
                .encode()
                .getBytes();
        for (int i = 0; i < CLIENTS; i++) {
            SocketChannel member = stranger("127.0.0." + (2 + i / CLIENTS_AN_ADDRESS));
            write(member, switching);
            awaitAnswer(member);
        }

        byte[] request =
                MessageCodec.encode(new GetAssetListPage(Cursor.START)).encode().getBytes();
        for (int round = 0; round < DEAF_ROUNDS && worker.isAlive(); round++) {
            strangers.stream().limit(DEAF).forEach(deaf -> write(deaf, request));
        }

        assertThat(worker.metric("papertrader_clients_connected")).isGreaterThanOrEqualTo(CLIENTS);
        assertThat(worker.metric("papertrader_clients_bytes")).isLessThan(BUDGET_BYTES + SLACK_BYTES);
        assertOthersAreServed();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }

    private static void awaitAnswer(SocketChannel socket) throws IOException {
        socket.configureBlocking(true);
        assertThat(socket.read(ByteBuffer.allocate(LARGEST_MESSAGE))).isPositive();
        socket.configureBlocking(false);
    }

    @Test
    void goesOnThoughFortyAskForWorkersWithoutEndAndReadTheAnswers() throws Exception {
        byte[] requests = RawMessage.getWorkers(IN_FLIGHT);
        ByteBuffer answers = ByteBuffer.allocate(LARGEST_MESSAGE);
        for (int i = 0; i < 40; i++) {
            stranger("127.0.0.2");
        }

        for (int round = 0; round < DEAF_ROUNDS; round++) {
            for (SocketChannel greedy : strangers) {
                write(greedy, requests);
                read(greedy, answers.clear());
            }
        }

        assertOthersAreServed();
    }

    /**
     * Each account has its turn on the link, strangers of one address together, and orders have places of their own.
     */
    @Test
    void takesOrdersThoughFortyAskForWorkersWithoutEnd() throws Exception {
        PaperTraderClient trader = network.client(address);
        Users.join(trader, "trader" + number);
        Users.purchase(trader, AAPL, LITTLE);
        for (int i = 0; i < 40; i++) {
            stranger("127.0.0.2");
        }
        AtomicBoolean isFlood = new AtomicBoolean(true);
        Thread flood = Thread.ofPlatform().start(() -> askForWorkersWhile(isFlood));

        try {
            assertTimeout(TIME_FOR_ORDERS, () -> {
                for (int order = 0; order < ORDERS; order++) {
                    get(trader.purchase(AAPL, LITTLE));
                }
            });
        } finally {
            isFlood.set(false);
            flood.join();
        }

        assertThat(worker.isAlive()).isTrue();
    }

    private void askForWorkersWhile(AtomicBoolean isOn) {
        byte[] requests = RawMessage.getWorkers(IN_FLIGHT);
        ByteBuffer answers = ByteBuffer.allocate(LARGEST_MESSAGE);
        while (isOn.get()) {
            for (SocketChannel greedy : strangers) {
                write(greedy, requests);
                read(greedy, answers.clear());
            }
        }
    }

    @Test
    void goesOnThoughStrangersComeAndGoWithoutEnd() throws Exception {
        for (int i = 0; i < COMINGS; i++) {
            stranger("127.0.0." + (2 + i % 5)).close();
        }
        strangers.clear();

        assertOthersAreServed();
    }

    @Test
    void goesOnThoughManyOpenTheDoorForBrowsersAndSayNothing() throws Exception {
        byte[] half = "GET /papertrader HTTP/1.1\r\nHost: x\r\nX-Long: ".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < DEAF; i++) {
            write(strangerAtTheBrowsersDoor(), half);
            write(strangers.getLast(), new byte[LARGEST_MESSAGE]);
        }

        assertOthersAreServed();
    }

    @Test
    void goesOnThoughThousandsBeginALargeMessageAndDoNotEndIt() throws Exception {
        byte[] header = RawMessage.command(REGISTER, LARGEST_MESSAGE);
        byte[] almostAll = new byte[LARGEST_MESSAGE - 1];
        for (String from : List.of("127.0.0.2", "127.0.0.3")) {
            for (int i = 0; i < HALF_MESSAGES && worker.isAlive(); i++) {
                SocketChannel stranger = stranger(from);
                write(stranger, RawMessage.getWorkers());
                write(stranger, header);
                write(stranger, almostAll);
            }
        }

        assertOthersAreServed();
    }
}
