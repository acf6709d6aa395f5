package io.papertrader.worker;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client by WebSocket, with the JDK's own client: messages are taken apart as they come. */
public final class WebSocketClientStandIn implements WebSocket.Listener, AutoCloseable {
    private static final long DEADLINE_SECONDS = 10;
    private static final int DATA_SIZE_AT = 3;

    /** The code of an end without a word (RFC 6455, 7.4.1). */
    public static final int ABNORMAL = 1006;

    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private Buffer unread = Buffer.buffer();
    private int message;
    private volatile int largestMessage;
    private WebSocket socket;

    private WebSocketClientStandIn() {}

    private static CompletableFuture<WebSocket> open(
            HttpClient http, URI address, String origin, WebSocket.Listener listener) {
        return http.newWebSocketBuilder().header("Origin", origin).buildAsync(address, listener);
    }

    private static URI plain(int port, String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    public static WebSocketClientStandIn connect(HttpClient http, int port, String origin) {
        return connect(http, plain(port, "/papertrader"), origin);
    }

    /** Connects to this address, in the clear or with TLS. */
    public static WebSocketClientStandIn connect(HttpClient http, URI address, String origin) {
        WebSocketClientStandIn client = new WebSocketClientStandIn();
        client.socket = open(http, address, origin, client).join();
        return client;
    }

    /** The status that the handshake is answered with, where it is refused. */
    public static int status(HttpClient http, int port, String path, String origin) {
        try {
            open(http, plain(port, path), origin, new WebSocketClientStandIn()).join();
            return 101;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    /** All of them in one message. */
    public void send(Request... requests) {
        Buffer bytes = Buffer.buffer();
        for (Request request : requests) {
            MessageCodec.encode(request).appendTo(bytes);
        }
        sendFragment(bytes, true);
    }

    public void sendFragment(Buffer bytes, boolean isLast) {
        socket.sendBinary(ByteBuffer.wrap(bytes.getBytes()), isLast).join();
    }

    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    /** The next reply, to a request of this kind. */
    public Reply reply(Instruction request) throws InterruptedException {
        ReplyReader reader = new ReplyReader(request);
        Optional<Reply> reply = Optional.empty();
        while (reply.isEmpty()) {
            Frame frame = frames.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no reply came");
            }
            reply = reader.read(frame);
        }
        return reply.get();
    }

    /** The bytes of the largest message that has come, in however many frames. */
    public int largestMessage() {
        return largestMessage;
    }

    /** Waits for the worker to close; its code. */
    public int closeCode() throws Exception {
        return closed.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        unread.appendBytes(bytes);
        message += bytes.length;
        largestMessage = Math.max(largestMessage, message);
        message = isLast ? 0 : message;
        while (unread.length() >= Header.SIZE && unread.length() >= Header.SIZE + unread.getInt(DATA_SIZE_AT)) {
            int end = Header.SIZE + unread.getInt(DATA_SIZE_AT);
            frames.add(Frame.decode(unread.getBuffer(0, end)));
            unread = unread.getBuffer(end, unread.length());
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(ABNORMAL);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
