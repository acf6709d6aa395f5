package io.papertrader.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final String TOKEN = "a token";
    private static final UUID WORKER = new UUID(1, 2);
    private static final Registration REGISTRATION =
            new Registration(WORKER, "the key", List.of("127.0.0.1/32"), "127.0.0.1:2049");

    private final List<String> requests = new ArrayList<>();
    private JsonArray workers = new JsonArray();
    private HttpServer server;
    private Management master;

    @BeforeEach
    void startFakeMaster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/admin/workers", this::answer);
        server.start();
        master = new Management(server.getAddress().getPort());
    }

    @AfterEach
    void stopFakeMaster() {
        master.close();
        server.stop(0);
    }

    @Test
    void registersAnUnknownWorker() throws Exception {
        workers = new JsonArray().add(worker().put("uuid", new UUID(3, 4).toString()));

        REGISTRATION.submit(master, TOKEN);

        assertThat(requests).containsExactly("GET /admin/workers ", "POST /admin/workers " + worker().encode());
    }

    @Test
    void leavesAKnownWorkerAlone() throws Exception {
        workers = new JsonArray().add(worker().put("publicKey", "the key\n").put("enabled", true));

        REGISTRATION.submit(master, TOKEN);

        assertThat(requests).containsExactly("GET /admin/workers ");
    }

    @Test
    void correctsAWorkerThatMoved() throws Exception {
        workers = new JsonArray().add(worker().put("publicAddress", "127.0.0.1:4711"));

        REGISTRATION.submit(master, TOKEN);

        assertThat(requests)
                .containsExactly("GET /admin/workers ", "PUT /admin/workers/" + WORKER + " " + worker().encode());
    }

    @Test
    void saysWhatTheMasterAnsweredWhenItRefuses() {
        assertThatThrownBy(() -> REGISTRATION.submit(master, "another token"))
                .isInstanceOf(IOException.class)
                .hasMessage("GET /admin/workers was answered 401 no");
    }

    private static JsonObject worker() {
        return new JsonObject()
                .put("uuid", WORKER.toString())
                .put("name", "worker-1")
                .put("publicKey", "the key")
                .put("allowed", new JsonArray().add("127.0.0.1/32"))
                .put("publicAddress", "127.0.0.1:2049");
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isAdmin =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        byte[] answer = (isAdmin ? workers.encode() : "no").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isAdmin ? 200 : 401, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
