package io.papertrader.client.identity;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/**
 * Waits on a free port of this machine for the browser to bring back what the third party has decided (RFC 8252,
 * section 7.3). One request is taken, whatever is in it.
 */
final class RedirectListener {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_QUERY = 8_192;
    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>PaperTrader</title>
            <p>You can close this window and go back to PaperTrader.</p></html>
            """;

    private final HttpServer server;
    private final Promise<MultiMap> brought = Promise.promise();

    private RedirectListener(HttpServer server) {
        this.server = server;
    }

    static Future<RedirectListener> open(Vertx vertx) {
        HttpServer server = vertx.createHttpServer(
                new HttpServerOptions().setMaxInitialLineLength(MOST_QUERY).setHttp2ClearTextEnabled(false));
        RedirectListener listener = new RedirectListener(server);
        return server.requestHandler(listener::handle).listen(0, LOOPBACK).map(listener);
    }

    /** The address that the browser is to be sent to. */
    URI address() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort() + "/");
    }

    /** The parameters of the one request. */
    Future<MultiMap> brought() {
        return brought.future();
    }

    private void handle(HttpServerRequest request) {
        boolean isRedirect = request.path().equals("/")
                && (request.params().contains("code") || request.params().contains("error"));
        if (!isRedirect) {
            // A browser asks for an icon too.
            request.response().setStatusCode(404).end();
            return;
        }
        request.response()
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Connection", "close")
                .putHeader("Referrer-Policy", "no-referrer")
                .end(PAGE)
                .onComplete(said -> brought.tryComplete(request.params()));
    }

    void close() {
        server.close();
    }
}
