package io.papertrader.master.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** An address where a third party publishes something: by https, or by http where it runs on the same machine. */
record WebAddress(URI uri) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String RULE =
            "must be an address that begins with https://, or with http:// on localhost, without ? or #";

    WebAddress {
        boolean isEncrypted = "https".equals(uri.getScheme());
        boolean isHere = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        if (uri.getHost() == null
                || !(isEncrypted || isHere)
                || uri.getFragment() != null
                || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(RULE);
        }
    }

    static WebAddress parse(String text) {
        try {
            return new WebAddress(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /** The address of the issuer's description of itself (OpenID Connect Discovery 1.0, section 4). */
    static WebAddress discoveryOf(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return parse(base + "/.well-known/openid-configuration");
    }
}
