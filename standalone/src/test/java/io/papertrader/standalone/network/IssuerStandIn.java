package io.papertrader.standalone.network;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** A third party on this machine that gives device codes, and whatever tokens a test wants it to. */
final class IssuerStandIn implements AutoCloseable {
    private static final int OK = 200;
    private static final int LIFE_SECONDS = 300;

    private final HttpServer server;
    private final KeyPair key = newKey();
    private volatile String nonce = "";
    private volatile BiFunction<IssuerStandIn, JsonObject, String> maker = IssuerStandIn::signed;

    IssuerStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        JsonObject discovery = new JsonObject()
                .put("issuer", address())
                .put("jwks_uri", address() + "/keys")
                .put("authorization_endpoint", address() + "/authorize")
                .put("token_endpoint", address() + "/token")
                .put("device_authorization_endpoint", address() + "/device");
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
        server.createContext(
                "/keys", exchange -> answer(exchange, new JsonObject().put("keys", new JsonArray().add(published()))));
        server.createContext("/device", exchange -> {
            nonce = form(exchange).getOrDefault("nonce", "");
            answer(
                    exchange,
                    new JsonObject()
                            .put("device_code", "code")
                            .put("user_code", "ABCD-EFGH")
                            .put("verification_uri", address() + "/enter")
                            .put("interval", 1));
        });
        server.createContext(
                "/token", exchange -> answer(exchange, new JsonObject().put("id_token", maker.apply(this, claims()))));
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Makes tokens so, of the claims of an honest one. */
    void give(BiFunction<IssuerStandIn, JsonObject, String> tokens) {
        maker = tokens;
    }

    private JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", address())
                .put("sub", "10769")
                .put("aud", "papertrader")
                .put("iat", now)
                .put("exp", now + LIFE_SECONDS)
                .put("nonce", nonce);
    }

    /** An honest token of these claims. */
    String signed(JsonObject claims) {
        return signed(claims, "one", key.getPrivate());
    }

    /** A token that says that it is signed by this key, and is by that. */
    static String signed(JsonObject claims, String keyId, PrivateKey key) {
        String text = part(new JsonObject().put("alg", "RS256").put("kid", keyId)) + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token without a signature, which says so. */
    static String unsigned(JsonObject claims) {
        return part(new JsonObject().put("alg", "none")) + "." + part(claims) + ".";
    }

    static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject published() {
        RSAPublicKey published = (RSAPublicKey) key.getPublic();
        return new JsonObject()
                .put("kty", "RSA")
                .put("kid", "one")
                .put("n", base64(unsigned(published.getModulus())))
                .put("e", base64(unsigned(published.getPublicExponent())));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String part(JsonObject json) {
        return base64(json.encode().getBytes(UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, JsonObject json) throws IOException {
        byte[] bytes = json.encode().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(OK, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
