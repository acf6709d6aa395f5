package io.papertrader.master.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
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
import java.util.concurrent.atomic.AtomicInteger;

/** A stand-in of a provider on loopback, which answers as a test wants. */
final class StandIn implements AutoCloseable {
    /** Long enough for the answer of a stand-in where processors are busy. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = Webs.client(vertx);
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger closed = new AtomicInteger();
    private final HttpServer server = vertx.createHttpServer()
            .connectionHandler(opened -> opened.closeHandler(over -> closed.incrementAndGet()))
            .requestHandler(this::answer);

    /** An answer, or what is done in place of one. */
    interface Page {
        void answer(HttpServerResponse response);
    }

    StandIn() {
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** A way to it, without retries. */
    Web web(int callsAnHour, InstantSource time) {
        return web(callsAnHour, Duration.ofSeconds(10), time);
    }

    /** The same with this patience. */
    Web web(int callsAnHour, Duration limit, InstantSource time) {
        return web(new CallBudget(callsAnHour), limit, time);
    }

    Web web(CallBudget calls, Duration limit, InstantSource time) {
        return new Web(new Web.Place(URI.create(address()), calls, limit), Map.of(), http, Shield.NONE, time);
    }

    /** Answers at a path with JSON. */
    StandIn json(String path, String body) {
        return page(path, response -> send(response, 200, "application/json", body));
    }

    StandIn page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    /** Does this some milliseconds from now. */
    void later(Runnable what) {
        vertx.setTimer(20, due -> what.run());
    }

    static void send(HttpServerResponse response, int status, String type, String body, String... headers) {
        response.setStatusCode(status).putHeader("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            response.putHeader(headers[i], headers[i + 1]);
        }
        response.end(body);
    }

    static String httpDate(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    /** The connections that were closed. */
    int closed() {
        return closed.get();
    }

    /** Everything that was asked, path and query, in turn. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpServerRequest request) {
        asked.add(request.uri());
        pages.getOrDefault(request.path(), missing -> send(missing, 404, "application/json", "{}"))
                .answer(request.response());
    }

    void stopListening() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
