package io.papertrader.master.server;

import io.vertx.core.http.HttpServerRequest;

/** The address that a request at the management port comes from. */
public final class RemoteAddress {
    private RemoteAddress() {}

    /** The address, as figures. */
    public static String of(HttpServerRequest request) {
        return request.remoteAddress().hostAddress();
    }
}
