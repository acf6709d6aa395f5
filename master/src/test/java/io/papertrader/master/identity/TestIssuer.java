package io.papertrader.master.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A third party on this machine, as far as the master sees one: what it publishes. */
public final class TestIssuer implements QuarkusTestResourceLifecycleManager, AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger fetches = new AtomicInteger();
    private volatile String keys = new JsonObject().put("keys", new JsonArray()).encode();
    private volatile int status = 200;
    private volatile String issuer;

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        issuer = address();
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            answer(exchange, keys);
        });
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The number of times that its keys were asked for. */
    public int fetches() {
        return fetches.get();
    }

    public void publish(SigningKey... published) {
        JsonArray all = new JsonArray();
        for (SigningKey key : published) {
            all.add(new JsonObject(key.published()));
        }
        keys = new JsonObject().put("keys", all).encode();
    }

    /** Publishes this text in place of keys. */
    public void publish(String text) {
        keys = text;
    }

    public void answerWith(int code) {
        status = code;
    }

    /** Says of itself that it is another one. */
    public void claimToBe(String other) {
        issuer = other;
    }

    private String discovery() {
        return new JsonObject()
                .put("issuer", issuer)
                .put("jwks_uri", address() + "/keys")
                .encode();
    }

    private void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public Map<String, String> start() {
        String acme = "papertrader.identity.providers.\"acme\".";
        String tv = "papertrader.identity.providers.\"acme-tv\".";
        return Map.of(
                acme + "issuer", address(),
                acme + "client-id", "papertrader",
                tv + "issuer", address(),
                tv + "client-id", "papertrader-tv",
                tv + "accept-without-nonce", "true");
    }

    @Override
    public void inject(TestInjector tests) {
        tests.injectIntoFields(this, new TestInjector.MatchesType(TestIssuer.class));
    }

    @Override
    public void stop() {
        close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
