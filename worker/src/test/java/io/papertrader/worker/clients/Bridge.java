package io.papertrader.worker.clients;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the bytes of TCP connections to the worker's door for browsers and back, so that one client speaks through
 * either.
 */
final class Bridge {
    private static final int MOST_FRAME_BYTES = 8_192;
    private static final int MOST_CONNECTIONS = 1_000;

    /**
     * The most bytes of a message that a worker sends: all answers that were ready, as many as a connection may have.
     */
    private static final int MOST_ANSWER_BYTES = 1_048_576;

    /** The time that a worker which is not read has for its goodbye. */
    private static final int CLOSING_SECONDS = 1;

    /** Little room, so that a client that does not read is noticed soon on this way too. */
    private static final int BUFFER_BYTES = 8_192;

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, WebSocketClient> browsers = new ConcurrentHashMap<>();
    private final int port;
    private final Doors doors;

    Bridge(Doors doors) {
        this.doors = doors;
        NetServer server = vertx.createNetServer(
                        new NetServerOptions().setHost("127.0.0.1").setSendBufferSize(BUFFER_BYTES))
                .connectHandler(this::arrived);
        this.port = server.listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    int port() {
        return port;
    }

    private void arrived(NetSocket client) {
        client.pause();
        browser(client.remoteAddress().hostAddress())
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(doors.webSocketPort())
                        .setURI(WebSocketDoor.PATH)
                        .setAllowOriginHeader(false))
                .onSuccess(worker -> join(client, worker))
                .onFailure(refused -> client.close());
    }

    /** One at the client's address, by which the worker counts. */
    private WebSocketClient browser(String address) {
        return browsers.computeIfAbsent(
                address,
                from -> vertx.createWebSocketClient(new WebSocketClientOptions()
                        .setLocalAddress(from)
                        .setMaxConnections(MOST_CONNECTIONS)
                        .setMaxFrameSize(MOST_ANSWER_BYTES)
                        .setMaxMessageSize(MOST_ANSWER_BYTES)
                        .setClosingTimeout(CLOSING_SECONDS)
                        .setReceiveBufferSize(BUFFER_BYTES)));
    }

    private static void join(NetSocket client, WebSocket worker) {
        client.handler(bytes -> forward(client, bytes, worker));
        client.closeHandler(closed -> worker.close());
        client.endHandler(ended -> worker.close());
        worker.binaryMessageHandler(bytes -> {
            client.write(bytes);
            if (client.writeQueueFull()) {
                worker.pause();
                client.drainHandler(drained -> worker.resume());
            }
        });
        worker.closeHandler(closed -> client.close());
        client.resume();
    }

    private static void forward(NetSocket client, Buffer bytes, WebSocket worker) {
        for (int at = 0; at < bytes.length(); at += MOST_FRAME_BYTES) {
            worker.writeFinalBinaryFrame(bytes.getBuffer(at, Math.min(bytes.length(), at + MOST_FRAME_BYTES)));
        }
        if (worker.writeQueueFull()) {
            client.pause();
            worker.drainHandler(drained -> client.resume());
        }
    }
}
