package io.papertrader.worker.clients;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Optional;
import java.util.regex.Pattern;

/** A client's request to speak WebSocket (RFC 6455, 4.2.1). */
final class UpgradeRequest {
    /** The version of WebSocket that is spoken here. */
    static final String VERSION = "13";

    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    private UpgradeRequest() {}

    /** True where nothing is missing in it, and nothing stands behind it. */
    static boolean isWhole(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && names(request, HttpHeaderNames.UPGRADE, "websocket")
                && names(request, HttpHeaderNames.CONNECTION, "upgrade")
                && VERSION.equals(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && hasKey(request)
                && !hasBody(request);
    }

    /** True where the header's list, over all of its lines, has this word. */
    private static boolean names(HttpServerRequest request, CharSequence header, String word) {
        return request.headers().getAll(header).stream()
                .flatMap(COMMA::splitAsStream)
                .anyMatch(item -> item.strip().equalsIgnoreCase(word));
    }

    private static boolean hasKey(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaderNames.SEC_WEBSOCKET_KEY))
                .filter(key -> KEY.matcher(key).matches())
                .isPresent();
    }

    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
                || Optional.ofNullable(request.getHeader(HttpHeaderNames.CONTENT_LENGTH))
                        .filter(length -> !length.equals("0"))
                        .isPresent();
    }
}
