package io.papertrader.standalone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.BrowserStandIn;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.message.TradeEvent.TransactionSettled;
import io.papertrader.codec.message.TradeReply.PurchaseSuccess;
import io.papertrader.codec.message.TradeRequest.PurchaseAsset;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door for browsers of the packaged worker. */
class WebSocketIT {
    private static final String ORIGIN = "https://trade.example.org";
    private static final int CANNOT_TAKE = 1003;
    private static final int TOO_LARGE = 1009;
    private static final int FORBIDDEN = 403;
    private static final int LARGEST_FRAME = 8_192;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AssetSymbol AAPL = new AssetSymbol("AAPL");

    @TempDir
    static Path home;

    private static RunningNetwork network;
    private static WorkerProcess worker;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        network = RunningNetwork.start(home);
        worker = worker("browsed", new UUID(9, 1), Map.of());
    }

    @AfterAll
    static void stop() throws IOException {
        HTTP.close();
        if (worker != null) {
            worker.close();
        }
        if (network != null) {
            network.close();
        }
    }

    private static WorkerProcess worker(String name, UUID uuid, Map<String, String> further) throws IOException {
        Path folder = Files.createDirectories(home.resolve(name));
        Map<String, String> settings = new HashMap<>(further);
        settings.put("PAPERTRADER_WEB_SOCKET_ORIGINS", ORIGIN);
        int port = WorkerProcess.freePort();
        WorkerProcess started = WorkerProcess.start(network, uuid, folder, port, settings);
        network.register(name, uuid, folder.resolve("keys/public.asc"), port);
        started.awaitReady();
        return started;
    }

    private static URI address() {
        return URI.create("ws://127.0.0.1:" + worker.browsersPort() + "/papertrader");
    }

    private static BrowserStandIn browse() {
        return BrowserStandIn.connect(HTTP, address(), ORIGIN);
    }

    @Test
    void letsAPageLogInWatchValuesOrderAndHearWhatBecameOfIt() throws Exception {
        UserName name = new UserName("browser");
        try (BrowserStandIn page = browse()) {
            page.ask(new Register(name, new Email("browser@example.org"), Users.PASS));
            SessionId session = ((SessionStarted) page.ask(new Login(name, Users.PASS, false))).id();

            page.ask(new SwitchState(session, ConnectionState.DATA_TRANSFER));
            assertThat(page.ask(new SubscribeValues(List.of(AAPL)))).isEqualTo(new Subscribed(false, 1));
            assertThat(page.event(ValuesChanged.class).values())
                    .extracting(AssetValue::symbol)
                    .containsExactly(AAPL);
            page.ask(new SwitchState(session, ConnectionState.COMMAND));
            Awaitility.await("a fresh value of " + AAPL)
                    .atMost(SOON)
                    .until(() ->
                            page.ask(new PurchaseAsset(session, AAPL, Quantity.of("1"))) instanceof PurchaseSuccess);

            assertThat(page.event(TransactionSettled.class).transaction().symbol())
                    .isEqualTo(AAPL);
        }
    }

    @Test
    void saysWhyItCloses() throws Exception {
        try (BrowserStandIn text = browse();
                BrowserStandIn large = browse()) {
            text.sendText("hello");
            large.sendFragment(Buffer.buffer(new byte[LARGEST_FRAME + 1]), true);

            assertThat(text.closeCode()).isEqualTo(CANNOT_TAKE);
            assertThat(large.closeCode()).isEqualTo(TOO_LARGE);
        }
    }

    @Test
    void turnsAPageOfAnotherOriginAway() {
        assertThatThrownBy(() -> BrowserStandIn.connect(HTTP, address(), "https://elsewhere.example"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(FORBIDDEN));
    }

    @Test
    void speaksTlsByTheWorkersCertificate() throws Exception {
        Path folder = Files.createDirectories(home.resolve("certificate"));
        CertificateFiles files = CertificateFiles.make(folder);
        Map<String, String> settings = new HashMap<>(files.variables());
        settings.put("PAPERTRADER_WEB_SOCKET_ORIGINS", ORIGIN);
        int port = WorkerProcess.freePort();
        UUID uuid = new UUID(9, 2);
        try (WorkerProcess encrypted = WorkerProcess.start(network, uuid, folder, port, settings);
                HttpClient http = HttpClient.newBuilder()
                        .sslContext(trusting(files.certificate()))
                        .build()) {
            Awaitility.await().atMost(SOON).until(() -> encrypted.log().contains("Listening for clients"));
            network.register("encrypted", uuid, folder.resolve("keys/public.asc"), port);
            URI address = URI.create("wss://localhost:" + encrypted.browsersPort() + "/papertrader");
            try (BrowserStandIn page = BrowserStandIn.connect(http, address, ORIGIN)) {
                Awaitility.await("the worker is linked")
                        .atMost(SOON)
                        .until(() -> page.ask(new GetWorkers()) instanceof WorkerList);
            }
        }
    }

    private static SSLContext trusting(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "worker",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate))));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
