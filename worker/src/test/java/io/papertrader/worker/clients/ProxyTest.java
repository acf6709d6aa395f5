package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.BrowserStandIn;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.Limits;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that come through a balancer, by either door. */
@QuarkusTest
@TestProfile(ProxyTest.BehindABalancer.class)
class ProxyTest extends LinkedWorker {
    private static final String BALANCER = "127.0.5.1";
    private static final String STRANGER = "127.0.6.1";
    private static final String CLIENT = "203.0.113.7";
    private static final String OTHER_CLIENT = "203.0.113.8";

    private final List<AutoCloseable> opened = new ArrayList<>();

    enum Door {
        PROGRAMS,
        BROWSERS
    }

    /** All of 127.0.5.x are balancers. */
    public static class BehindABalancer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new Limits().getConfigOverrides());
            settings.putAll(new AllowedOrigins().getConfigOverrides());
            settings.put("papertrader.listen.first-message-timeout", "10s");
            settings.put("papertrader.listen.proxies", "127.0.5.0/24, 192.0.2.1");
            return settings;
        }
    }

    /** Anybody who can ask, by whatever door. */
    private interface Asking {
        void login() throws Exception;

        boolean isServed() throws Exception;
    }

    /** The trust in the worker's certificate, where it has one. */
    SSLContext trusting() throws Exception {
        return SSLContext.getDefault();
    }

    boolean hasTls() {
        return false;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T each) {
        opened.addFirst(each);
        return each;
    }

    private int port(Door door) {
        return door == Door.PROGRAMS ? ports.clients() : ports.browsers();
    }

    private Balancer balancer(Door door, String from) throws IOException {
        return opened(new Balancer(from, port(door)));
    }

    private Socket socket(Door door, String from) throws IOException {
        Socket socket = opened(new Socket());
        socket.setSoTimeout(60_000);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port(door)));
        return socket;
    }

    private Asking connect(Door door, int port) throws Exception {
        return door == Door.PROGRAMS ? program(port) : browser(port);
    }

    private Asking program(int port) throws Exception {
        ClientStandIn client = connected(
                hasTls()
                        ? new ClientStandIn(trusting().getSocketFactory().createSocket("127.0.0.1", port))
                        : ClientStandIn.connect(port));
        return new Asking() {
            @Override
            public void login() throws IOException {
                client.send(ProxyTest.login());
            }

            @Override
            public boolean isServed() throws IOException {
                return client.ask(new GetWorkers()) instanceof WorkerList;
            }
        };
    }

    private Asking browser(int port) throws Exception {
        HttpClient http = opened(HttpClient.newBuilder().sslContext(trusting()).build());
        URI page = URI.create((hasTls() ? "wss" : "ws") + "://127.0.0.1:" + port + WebSocketDoor.PATH);
        BrowserStandIn client = opened(BrowserStandIn.connect(http, page, AllowedOrigins.ORIGIN));
        return new Asking() {
            @Override
            public void login() {
                client.send(ProxyTest.login());
            }

            @Override
            public boolean isServed() throws InterruptedException {
                client.send(new GetWorkers());
                return client.reply(Instruction.GET_WORKERS) instanceof WorkerList;
            }
        };
    }

    private static Login login() {
        return new Login(new UserName("ann"), new HashedPass("A".repeat(43)), false);
    }

    private InetAddress seenFrom(Asking client) throws Exception {
        master.hold(Login.class);
        client.login();
        return master.next(Login.class).record().client().value().orElseThrow();
    }

    private static double refused() {
        return RestAssured.get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("papertrader_clients_refused_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Writes so, and waits for the end. */
    private static byte[] answerTo(byte[] bytes, Socket socket) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            return socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @EnumSource
    void seesTheClientBehindTheBalancer(Door door) throws Exception {
        Asking client = connect(door, balancer(door, BALANCER).portFor(CLIENT));

        assertThat(seenFrom(client)).isEqualTo(InetAddress.ofLiteral(CLIENT));
    }

    @ParameterizedTest
    @EnumSource
    void countsEachClientAtItsOwnAddress(Door door) throws Exception {
        Balancer balancer = balancer(door, BALANCER);
        for (int number = 0; number < Limits.CONNECTIONS_PER_ADDRESS; number++) {
            assertThat(connect(door, balancer.portFor(CLIENT)).isServed()).isTrue();
        }
        double before = refused();

        byte[] answer = answerTo(Balancer.header(CLIENT), socket(door, BALANCER));

        assertThat(answer).isEmpty();
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(connect(door, balancer.portFor(OTHER_CLIENT)).isServed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void takesTheHeaderInPieces(Door door) throws Exception {
        Socket balancer = socket(door, BALANCER);
        balancer.setTcpNoDelay(true);

        for (byte one : Balancer.header(CLIENT)) {
            balancer.getOutputStream().write(one);
        }

        Await.until(() -> doors.size() == 1);
    }

    @ParameterizedTest
    @EnumSource
    void believesNobodyElse(Door door) throws Exception {
        for (int number = 0; number < Limits.CONNECTIONS_PER_ADDRESS; number++) {
            socket(door, STRANGER);
        }
        Await.until(() -> doors.size() == Limits.CONNECTIONS_PER_ADDRESS);
        double before = refused();

        byte[] answer = answerTo(Balancer.header(CLIENT), socket(door, STRANGER));

        assertThat(answer).isEmpty();
        assertThat(refused()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource
    void endsABalancerThatSaysNothingOfItsClient(Door door) throws Exception {
        double before = refused();

        byte[] answer = answerTo(MessageCodec.encode(login()).encode().getBytes(), socket(door, BALANCER));

        assertThat(answer).isEmpty();
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(doors.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void endsABalancerThatSpeaksAnotherVersion(Door door) throws Exception {
        byte[] version1 = "PROXY TCP4 203.0.113.7 192.0.2.1 8080 2049\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tooLong = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111ffff");
        double before = refused();

        assertThat(answerTo(version1, socket(door, BALANCER))).isEmpty();
        assertThat(answerTo(tooLong, socket(door, BALANCER))).isEmpty();

        assertThat(refused()).isEqualTo(before + 2);
    }

    @ParameterizedTest
    @EnumSource
    void endsABalancerThatBeginsAHeaderAndDoesNotEndIt(Door door) throws Exception {
        double before = refused();

        byte[] answer = answerTo(HexFormat.of().parseHex("0d0a0d0a00"), socket(door, BALANCER));

        assertThat(answer).isEmpty();
        assertThat(refused()).isEqualTo(before + 1);
    }
}
