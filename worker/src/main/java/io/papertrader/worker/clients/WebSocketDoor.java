package io.papertrader.worker.clients;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.papertrader.node.socket.Cut;
import io.papertrader.node.tls.ServerTls;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The port that browsers connect to: WebSocket at {@value #PATH}, with the same protocol, limits and certificate as the
 * TCP port. A page may connect whose origin is in the configured list; a program sends no origin.
 */
@Singleton
class WebSocketDoor {
    static final String PATH = "/papertrader";

    private static final int MOST_HEADER_BYTES = 4_096;
    /**
     * A negative port is any free one, the same for all servers of this number: those of this door on every event loop.
     */
    private static final int ANY_PORT = -2080;

    private final WebSocketConfig config;
    private final ClientsConfig clients;
    private final ServerTls tls;
    private final ListeningSocket listening;

    /** Connections that are no WebSocket yet. */
    private final Map<HttpConnection, Wait> waiting = new ConcurrentHashMap<>();

    private volatile int port;

    WebSocketDoor(WebSocketConfig config, ClientsConfig clients, Admission admission, ServerTls tls) {
        this.config = config;
        this.clients = clients;
        this.tls = tls;
        this.listening = new ListeningSocket(
                Optional.empty(),
                new Gate(config.proxies().or(clients::proxies).orElse(Balancers.NONE), admission),
                Optional.of(tls.isOn() ? Beginning.ofHttps() : Beginning.ofHttp()));
    }

    /** The time of a connection that is no WebSocket yet; on its event loop. */
    private static final class Wait {
        private final long timer;
        private boolean isAnswered;

        private Wait(long timer) {
            this.timer = timer;
        }
    }

    /** Refuses a start with this door as it is set. */
    void check() {
        if (config.port() >= 0) {
            tls.refuseClearText("The port for browsers", host(), "PAPERTRADER_WEB_SOCKET_HOST");
        }
    }

    /** Opens on this event loop, where it is wanted; those who are admitted arrive there. */
    Future<Void> open(Vertx vertx, Consumer<ChannelWire> arrive) {
        if (config.port() < 0) {
            return Future.succeededFuture();
        }
        return listening
                .httpServer(vertx, options())
                .connectionHandler(connection -> connected(vertx, connection))
                .requestHandler(request -> answerFirst(request, first -> answer(vertx, first, arrive)))
                .invalidRequestHandler(
                        request -> answerFirst(request, HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER))
                .listen()
                .onSuccess(server -> port = server.actualPort())
                .mapEmpty();
    }

    int port() {
        return port;
    }

    /** Lets nobody in any more; those who are in stay. */
    void close() {
        listening.close();
    }

    /** A connection has so long to become a WebSocket. */
    private void connected(Vertx vertx, HttpConnection connection) {
        long timer = vertx.setTimer(clients.firstMessageTimeout().toMillis(), late -> cut(connection));
        waiting.put(connection, new Wait(timer));
        connection.closeHandler(closed -> endWait(vertx, connection));
    }

    private void endWait(Vertx vertx, HttpConnection connection) {
        Wait over = waiting.remove(connection);
        if (over != null) {
            vertx.cancelTimer(over.timer);
        }
    }

    private static void cut(HttpConnection connection) {
        Cut.now(context(connection));
    }

    private static ChannelHandlerContext context(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    /** One request has an answer, also where it is none by HTTP; what comes behind it has none, whatever it is. */
    private void answerFirst(HttpServerRequest request, Handler<HttpServerRequest> answer) {
        Wait wait = waiting.get(request.connection());
        if (wait != null && !wait.isAnswered) {
            wait.isAnswered = true;
            answer.handle(request);
        }
    }

    private void answer(Vertx vertx, HttpServerRequest request, Consumer<ChannelWire> arrive) {
        if (!PATH.equals(request.path())) {
            refuse(request, HttpResponseStatus.NOT_FOUND, "There is only " + PATH + " here.");
        } else if (!UpgradeRequest.isWhole(request)) {
            request.response()
                    .putHeader(HttpHeaderNames.UPGRADE, "websocket")
                    .putHeader(HttpHeaderNames.SEC_WEBSOCKET_VERSION, UpgradeRequest.VERSION);
            refuse(
                    request,
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "Connect by WebSocket (RFC 6455, version " + UpgradeRequest.VERSION + ") here.");
        } else if (!isFromAllowedOrigin(request)) {
            refuse(request, HttpResponseStatus.FORBIDDEN, "Pages of this origin may not connect here.");
        } else {
            request.toWebSocket().onFailure(failed -> cut(request.connection())).onSuccess(socket -> {
                arrive.accept(new WebSocketWire(socket));
                endWait(vertx, request.connection());
            });
        }
    }

    /** A browser always says where a page is from; whoever does not is no browser. */
    private boolean isFromAllowedOrigin(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaderNames.ORIGIN);
        return origin == null
                || config.origins().filter(list -> list.contains(origin)).isPresent();
    }

    /** Ends when the rest of the request is read: bytes left unread would take the answer with them. */
    private static void refuse(HttpServerRequest request, HttpResponseStatus status, String reason) {
        Future<Void> read = request.end();
        request.response()
                .setStatusCode(status.code())
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .putHeader(HttpHeaderNames.CONNECTION, "close")
                .end(reason + "\n")
                .compose(sent -> read)
                .onComplete(done -> request.connection().close());
    }

    private String host() {
        return config.host().orElse(clients.host());
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions();
        options.setHost(host())
                .setPort(config.port() == 0 ? ANY_PORT : config.port())
                .setReusePort(clients.sharePort())
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        options.setMaxWebSocketFrameSize(WebSocketWire.MOST_FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setMaxInitialLineLength(MOST_HEADER_BYTES)
                .setMaxFormAttributeSize(1)
                .setHttp2ClearTextEnabled(false);
        tls.applyTo(options);
        // A place is held from the first byte of a handshake on.
        options.setSslHandshakeTimeout(clients.firstMessageTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }
}
