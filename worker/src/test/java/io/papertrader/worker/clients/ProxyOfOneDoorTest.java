package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.BrowserStandIn;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.WorkersReply.WorkerList;
import io.papertrader.codec.message.WorkersRequest.GetWorkers;
import io.papertrader.worker.ClientStandIn;
import io.papertrader.worker.LinkedWorker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Other balancers before one door than before the other. */
@QuarkusTest
@TestProfile(ProxyOfOneDoorTest.OthersBeforeBrowsers.class)
class ProxyOfOneDoorTest extends LinkedWorker {
    private static final String BEFORE_PROGRAMS = "127.0.7.1";
    private static final String BEFORE_BROWSERS = "127.0.5.1";
    private static final String CLIENT = "203.0.113.7";

    /** A setting that stays for the next test's worker does no harm there. */
    public static class OthersBeforeBrowsers implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new AllowedOrigins().getConfigOverrides());
            settings.put("papertrader.listen.proxies", "127.0.7.0/24");
            settings.put("papertrader.web-socket.proxies", "127.0.5.0/24, 192.0.2.1");
            return settings;
        }
    }

    @Test
    void takesTheHeaderOfEachDoorsOwnBalancer() throws Exception {
        try (Balancer programs = new Balancer(BEFORE_PROGRAMS, ports.clients());
                Balancer browsers = new Balancer(BEFORE_BROWSERS, ports.browsers());
                HttpClient http = HttpClient.newHttpClient();
                BrowserStandIn browser = BrowserStandIn.connect(
                        http,
                        URI.create("ws://127.0.0.1:" + browsers.portFor(CLIENT) + WebSocketDoor.PATH),
                        AllowedOrigins.ORIGIN)) {
            ClientStandIn program = connected(ClientStandIn.connect(programs.portFor(CLIENT)));
            browser.send(new GetWorkers());

            assertThat(program.ask(new GetWorkers())).isInstanceOf(WorkerList.class);
            assertThat(browser.reply(Instruction.GET_WORKERS)).isInstanceOf(WorkerList.class);
        }
    }

    @Test
    void wantsNoHeaderOfTheOtherDoorsBalancer() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(60_000);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(BEFORE_PROGRAMS), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ports.browsers()));
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 404 ");
        }
    }
}
