package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.Limits;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.TlsFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections count from their first moment, not from the end of the TLS handshake, which strangers need not end. */
@QuarkusTest
@TestProfile(TlsPlacesTest.Profile.class)
class TlsPlacesTest extends LinkedWorker {
    /** The beginning of a record with a ClientHello of 256 bytes, of which six come. */
    private static final byte[] HALF_HELLO = HexFormat.of().parseHex("1603010100" + "010000fc0303");

    private static final int CROWD = 200;

    TlsFiles files;

    private final List<Socket> sockets = new ArrayList<>();

    /** A worker with TLS, low limits and some seconds for a handshake. */
    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> limits = new HashMap<>(new Limits().getConfigOverrides());
            limits.put("papertrader.listen.first-message-timeout", "4s");
            return limits;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TlsFiles.class, Map.of()));
        }
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private int port(String door) {
        return door.equals("programs") ? ports.clients() : ports.browsers();
    }

    private Socket open(int port, String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private static boolean isEnded(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (SocketException reset) {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"programs", "browsers"})
    void countsSocketsThatSayNothing(String door) throws Exception {
        for (int number = 0; number < Limits.CONNECTIONS_PER_ADDRESS; number++) {
            open(port(door), "127.0.0.2");
        }
        Await.until(() -> doors.size() == Limits.CONNECTIONS_PER_ADDRESS);

        assertThat(isEnded(open(port(door), "127.0.0.2"))).isTrue();
        assertThat(doors.size()).isEqualTo(Limits.CONNECTIONS_PER_ADDRESS);
    }

    /** By either door in turn, as each would wait for as long. */
    @Test
    void countsHalfAHandshakeAndEndsItInTime() throws Exception {
        List<Socket> half = new ArrayList<>();
        for (int number = 0; number < Limits.CONNECTIONS; number++) {
            Socket socket = open(eitherPort(number), "127.0.1." + (number + 1));
            socket.getOutputStream().write(HALF_HELLO);
            half.add(socket);
        }
        Await.until(() -> doors.size() == Limits.CONNECTIONS);

        for (Socket socket : half) {
            assertThat(isEnded(socket)).isTrue();
        }
        Await.until(() -> doors.size() == 0);
    }

    @Test
    void keepsNoCrowdOfSilentSocketsAndServesOthersAfterIt() throws Exception {
        for (int number = 0; number < CROWD; number++) {
            open(eitherPort(number), "127.0.0.2").getOutputStream().write(HALF_HELLO, 0, number % HALF_HELLO.length);
        }
        assertThat(doors.size()).isLessThanOrEqualTo(Limits.CONNECTIONS_PER_ADDRESS);

        ClientStandIn other = connected(
                new ClientStandIn(files.trusting().getSocketFactory().createSocket("127.0.0.1", ports.clients())));

        assertThat(other.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        Await.until(() -> doors.size() == 1);
    }

    private int eitherPort(int number) {
        return number % 2 == 0 ? ports.clients() : ports.browsers();
    }
}
