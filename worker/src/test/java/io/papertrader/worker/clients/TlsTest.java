package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.papertrader.codec.BrowserStandIn;
import io.papertrader.codec.message.Failure.DataFail;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.Await;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.papertrader.worker.TlsFiles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.tls.CertificateUpdatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/** The listener with a certificate that was made for this test. */
@QuarkusTest
@TestProfile(TlsTest.Profile.class)
class TlsTest extends LinkedWorker {
    TlsFiles files;

    @Inject
    Reads reads;

    @Inject
    MeterRegistry metrics;

    /** The number of times that the registry has read the files. */
    @Singleton
    static class Reads {
        private final AtomicInteger count = new AtomicInteger();

        void read(@Observes CertificateUpdatedEvent event) {
            count.incrementAndGet();
        }

        int count() {
            return count.get();
        }
    }

    public static class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return new AllowedOrigins().getConfigOverrides();
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TlsFiles.class, Map.of()));
        }
    }

    private SSLSocket open() throws Exception {
        return open(ports.clients());
    }

    private SSLSocket open(int port) throws Exception {
        SSLContext trusting = files.trusting();
        return (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", port);
    }

    @Test
    void speaksTlsWithItsCertificate() throws Exception {
        SSLSocket socket = open();
        ClientStandIn client = connected(new ClientStandIn(socket));

        assertThat(client.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        assertThat(socket.getSession().getPeerCertificates()).containsExactly(files.certificate());
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void speaksTlsToBrowsersToo() throws Exception {
        URI address = URI.create("wss://127.0.0.1:" + ports.browsers() + WebSocketDoor.PATH);
        try (HttpClient http =
                        HttpClient.newBuilder().sslContext(files.trusting()).build();
                BrowserStandIn browser = BrowserStandIn.connect(http, address, AllowedOrigins.ORIGIN)) {
            browser.send(new GetWorkers());

            assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        }
    }

    @Test
    void showsNewConnectionsARenewedCertificateWhileTheOldOnesGoOn() throws Exception {
        ClientStandIn old = connected(new ClientStandIn(open()));
        old.ask(new GetWorkers());

        files.renew();

        Await.until(this::isShown);
        assertThat(old.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
        URI address = URI.create("wss://127.0.0.1:" + ports.browsers() + WebSocketDoor.PATH);
        try (HttpClient http =
                        HttpClient.newBuilder().sslContext(files.trusting()).build();
                BrowserStandIn browser = BrowserStandIn.connect(http, address, AllowedOrigins.ORIGIN)) {
            browser.send(new GetWorkers());

            assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        }
    }

    /** True where a client that trusts the certificate in the files now is shown it at both doors. */
    private boolean isShown() throws Exception {
        return isShown(ports.clients()) && isShown(ports.browsers());
    }

    private boolean isShown(int port) throws Exception {
        try (SSLSocket socket = open(port)) {
            socket.startHandshake();
            return true;
        } catch (SSLException other) {
            return false;
        }
    }

    /** The files are replaced one after the other. */
    @Test
    void goesOnWithACertificateUntilTheNextOneHasItsKey() throws Exception {
        int read = reads.count();

        files.renewCertificateAlone();

        Await.until(() -> reads.count() > read + 1);
        assertThat(isShown()).isTrue();
        files.renew();
        Await.until(this::isShown);
    }

    @Test
    void refusesAVersionOfTlsThatIsTooOld() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.clients())) {
            socket.getOutputStream().write(helloOfTls11());

            byte[] answer = socket.getInputStream().readNBytes(7);
            // A fatal alert that says "protocol version".
            assertThat(answer).startsWith(0x15).endsWith(2, 70);
        }
    }

    private static byte[] helloOfTls11() {
        String random = "00".repeat(32);
        String ciphers = "0004c009c013";
        return HexFormat.of().parseHex("160301002f" + "0100002b" + "0302" + random + "00" + ciphers + "0100");
    }

    @Test
    void tellsWhoeverSpeaksInTheClearOnceAndCloses() throws Exception {
        double refusedBefore = refused();
        ClientStandIn client = connect();

        Reply reply = client.ask(new GetWorkers());

        assertThat(reply).isEqualTo(new DataFail(FailCode.MALFORMED, "This port speaks TLS."));
        assertThat(refused()).isEqualTo(refusedBefore + 1);
        assertThat(client.isClosedWithoutAWord()).isTrue();
        assertThat(master.waiting(GetWorkers.class)).isZero();
        Await.until(() -> doors.size() == 0);
    }

    private double refused() {
        return metrics.get("papertrader.clients.refused").counter().count();
    }

    @Test
    void tellsABrowserThatSpeaksInTheClearOnceAndCloses() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.browsers())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write("GET /papertrader HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .endsWith("\r\n\r\nThis port speaks TLS: its addresses begin with wss.\n");
        }
        Await.until(() -> doors.size() == 0);
    }
}
