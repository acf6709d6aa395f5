package io.papertrader.master.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A stand-in of a provider on loopback, which answers as a test wants. */
final class StandIn implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMillis(500);

    private final HttpServer server;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = Webs.client(vertx);
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);

    /** An answer, or what is done in place of one. */
    interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A way to it, with a short patience and without retries. */
    Web web(int callsAnHour, InstantSource time) {
        return new Web(
                new Web.Place(URI.create(address()), new Budget(callsAnHour), LIMIT),
                Map.of(),
                http,
                Shield.NONE,
                time);
    }

    /** Answers at a path with JSON. */
    StandIn json(String path, String body) {
        return page(path, exchange -> send(exchange, 200, "application/json", body));
    }

    StandIn page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    static void send(HttpExchange exchange, int status, String type, String body, String... headers)
            throws IOException {
        Headers sent = exchange.getResponseHeaders();
        sent.set("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            sent.set(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** Never answers. */
    void hang(HttpExchange exchange) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was asked, path and query, in turn. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        Page page = pages.getOrDefault(
                exchange.getRequestURI().getPath(), missing -> send(missing, 404, "application/json", "{}"));
        page.answer(exchange);
    }

    void stopListening() {
        closed.countDown();
        server.stop(0);
    }

    @Override
    public void close() {
        stopListening();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
