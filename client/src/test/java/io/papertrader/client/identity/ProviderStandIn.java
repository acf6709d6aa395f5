package io.papertrader.client.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import io.papertrader.codec.message.NonceSecret;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** A third party on this machine, as a client sees one, and the browser that is sent to it. */
public final class ProviderStandIn implements AutoCloseable {
    public static final ProviderName ACME = new ProviderName("acme");

    private final HttpServer server;
    private final JsonObject discovery;
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Map<String, String>> forms = new ConcurrentLinkedQueue<>();
    private volatile JsonObject claims = new JsonObject().put("sub", "10769");
    private volatile Map<String, String> question = Map.of();

    public ProviderStandIn() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        discovery = new JsonObject()
                .put("issuer", address())
                .put("authorization_endpoint", address() + "/authorize?prompt=login")
                .put("token_endpoint", address() + "/token")
                .put("device_authorization_endpoint", address() + "/device");
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery.encode()));
        server.createContext("/device", this::device);
        server.createContext("/token", this::token);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public LoginProvider told() {
        return new LoginProvider(
                ACME,
                address(),
                "openid email",
                new Registration("papertrader", Optional.of("not-secret")),
                new Registration("papertrader-tv", Optional.empty()));
    }

    JsonObject discovery() {
        return discovery;
    }

    /** The next questions for a token are refused so. */
    public ProviderStandIn refusing(String... errors) {
        refusals.addAll(List.of(errors));
        return this;
    }

    public ProviderStandIn claiming(String name, Object value) {
        claims = claims.copy().put(name, value);
        return this;
    }

    /** The forms that were posted, oldest first. */
    List<Map<String, String>> forms() {
        return List.copyOf(forms);
    }

    /** The parameters that the page was asked with. */
    Map<String, String> question() {
        return question;
    }

    /** A user with a browser, who agrees; gives the page that is shown at the end. */
    public String agree(URI page) {
        return bring(page, "code=the-code&state=" + encoded(parameters(page).get("state")));
    }

    /** A browser that brings this back. */
    public String bring(URI page, String answer) {
        question = parameters(page);
        return get(URI.create(question.get("redirect_uri") + "?" + answer));
    }

    static String get(URI address) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> parameters(URI page) {
        return parameters(page.getRawQuery());
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private void device(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        question = form;
        answer(
                exchange,
                200,
                new JsonObject()
                        .put("device_code", "the-device")
                        .put("user_code", "WDJB-MJHT")
                        .put("verification_uri", address() + "/type")
                        .put("verification_uri_complete", address() + "/type?code=WDJB-MJHT")
                        .put("expires_in", 600)
                        .put("interval", 2)
                        .encode());
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(exchange);
        String refusal = refusals.poll();
        if (refusal != null) {
            answer(exchange, 400, new JsonObject().put("error", refusal).encode());
        } else if (!isRight(form)) {
            answer(exchange, 400, new JsonObject().put("error", "invalid_grant").encode());
        } else {
            answer(exchange, 200, new JsonObject().put("id_token", token()).encode());
        }
    }

    private boolean isRight(Map<String, String> form) {
        return form.get("grant_type").endsWith("device_code")
                ? form.get("device_code").equals("the-device")
                : form.get("code").equals("the-code")
                        && new NonceSecret(form.get("code_verifier")).nonce().equals(question.get("code_challenge"));
    }

    /** An ID token with the nonce that was asked for, unless the claims say otherwise. */
    private String token() {
        JsonObject all = new JsonObject().put("nonce", question.get("nonce")).mergeIn(claims);
        if (all.getValue("nonce") == null) {
            all.remove("nonce");
        }
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(all.encode().getBytes(UTF_8)) + ".c2ln";
    }

    private Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        forms.add(form);
        return form;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
