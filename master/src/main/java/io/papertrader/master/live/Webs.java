package io.papertrader.master.live;

import io.papertrader.node.StartRefusal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The ways to providers. Certificates are trusted that the system trusts, for the very host that was asked. */
@ApplicationScoped
public class Webs {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Shields shields;
    private final InstantSource time;
    private final Map<String, CallBudget> budgets = new ConcurrentHashMap<>();

    Webs(Vertx vertx, Shields shields, InstantSource time) {
        this.http = client(vertx);
        this.shields = shields;
        this.time = time;
    }

    static HttpClient client(Vertx vertx) {
        return vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) LIMIT.toMillis())
                .setDecompressionSupported(true));
    }

    /** The way to a provider at this address, with headers that each of its calls has. */
    public Web to(String provider, String address, int callsAnHour, Map<String, String> headers) {
        return new Web(
                new Web.Place(base(provider, address), budget(provider, callsAnHour), LIMIT),
                headers,
                http,
                shields.of(provider),
                time);
    }

    /** The calls to all addresses of a provider are counted together. */
    private CallBudget budget(String provider, int callsAnHour) {
        return budgets.computeIfAbsent(provider, first -> new CallBudget(callsAnHour));
    }

    /** Keys and prices go over the world's wires encrypted. */
    private static URI base(String provider, String address) {
        try {
            URI base = new URI(address.endsWith("/") ? address.substring(0, address.length() - 1) : address);
            boolean isHere =
                    "http".equals(base.getScheme()) && base.getHost() != null && LOOPBACK.contains(base.getHost());
            if (base.getHost() != null && ("https".equals(base.getScheme()) || isHere)) {
                return base;
            }
        } catch (URISyntaxException none) {
            // Said below.
        }
        throw StartRefusal.because(
                "The address of %s is \"%s\": write one that begins with https://, or http:// on localhost."
                        .formatted(provider, address));
    }
}
