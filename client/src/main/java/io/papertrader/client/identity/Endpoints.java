package io.papertrader.client.identity;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses at which a third party is asked (OpenID Connect Discovery 1.0).
 *
 * @param device absent where it gives no device codes
 */
record Endpoints(URI authorization, URI token, Optional<URI> device) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static URI discoveryOf(String issuer) {
        return checked(issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration");
    }

    /** Throws {@link IllegalArgumentException} where something is missing, or could be read on its way. */
    static Endpoints of(String issuer, JsonObject discovery) {
        if (!issuer.equals(discovery.getValue("issuer"))) {
            throw new IllegalArgumentException("it says that it is another issuer");
        }
        return new Endpoints(
                address(discovery, "authorization_endpoint").orElseThrow(Endpoints::incomplete),
                address(discovery, "token_endpoint").orElseThrow(Endpoints::incomplete),
                address(discovery, "device_authorization_endpoint"));
    }

    private static IllegalArgumentException incomplete() {
        return new IllegalArgumentException("it names no authorization_endpoint or token_endpoint");
    }

    private static Optional<URI> address(JsonObject discovery, String name) {
        return discovery.getValue(name) instanceof String text ? Optional.of(checked(text)) : Optional.empty();
    }

    /** An address by https, or by http on this machine. */
    static URI checked(String text) {
        try {
            URI uri = new URI(text);
            boolean isHere = uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            if (uri.getHost() != null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isHere))) {
                return uri;
            }
        } catch (URISyntaxException noAddress) {
            // Told like one that is not encrypted.
        }
        throw new IllegalArgumentException("it names an address that is not https");
    }
}
