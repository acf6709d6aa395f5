package io.papertrader.standalone.network;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** A stand-in of a provider on loopback, which answers at paths that begin so as a test wants. */
final class ProviderStandIn implements AutoCloseable {
    private static final int OK = 200;

    private final HttpServer server;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean isIll;
    private volatile boolean isHanging;

    /** The type and the text of an answer, made for each. */
    private record Page(String type, Supplier<String> body) {}

    ProviderStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Answers JSON. */
    ProviderStandIn json(String path, Supplier<String> body) {
        pages.put(path, new Page("application/json", body));
        return this;
    }

    /** Answers CSV. */
    ProviderStandIn csv(String path, Supplier<String> body) {
        pages.put(path, new Page("text/csv", body));
        return this;
    }

    /** Answers everything with a page for people, as providers do while they are mended. */
    void fallIll() {
        isIll = true;
    }

    /** Takes everything and answers nothing. */
    void hang() {
        isHanging = true;
    }

    void recover() {
        isIll = false;
        isHanging = false;
    }

    /** The questions at paths that begin so. */
    List<String> asked(String path) {
        return asked.stream().filter(each -> each.startsWith(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(exchange.getRequestURI().toString());
        if (isHanging) {
            return;
        }
        Page page = isIll
                ? new Page("text/html", () -> "<html>We are back soon</html>")
                : pages.entrySet().stream()
                        .filter(each -> path.startsWith(each.getKey()))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(new Page("application/json", () -> "[]"));
        byte[] bytes = page.body().get().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", page.type());
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
