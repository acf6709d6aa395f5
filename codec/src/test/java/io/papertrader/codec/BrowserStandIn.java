package io.papertrader.codec;

import io.papertrader.codec.message.Event;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.ReplyReader;
import io.papertrader.codec.message.Request;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
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

/** A page of some origin that speaks the protocol by Java's own WebSocket: messages are taken apart as they come. */
public final class BrowserStandIn implements WebSocket.Listener, AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final int DATA_SIZE_AT = 3;
    private static final int SWITCHING_PROTOCOLS = 101;

    /** The code of an end without a word (RFC 6455, 7.4.1). */
    public static final int ABNORMAL = 1006;

    private final BlockingQueue<Frame> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket;
    private Buffer unread = Buffer.buffer();
    private int message;
    private volatile int largestMessage;

    private BrowserStandIn(HttpClient http, URI address, String origin) {
        socket = http.newWebSocketBuilder().header("Origin", origin).buildAsync(address, this);
    }

    /** Connects as a page of this origin, in the clear or with TLS. */
    public static BrowserStandIn connect(HttpClient http, URI address, String origin) {
        BrowserStandIn browser = new BrowserStandIn(http, address, origin);
        browser.socket.join();
        return browser;
    }

    /** The status that such a page's handshake is answered with. */
    public static int status(HttpClient http, URI address, String origin) {
        try (BrowserStandIn _ = connect(http, address, origin)) {
            return SWITCHING_PROTOCOLS;
        } catch (CompletionException refused) {
            return ((WebSocketHandshakeException) refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    /** Asks one question, and waits for its answer. */
    public Reply ask(Request request) throws InterruptedException {
        send(request);
        return reply(Instruction.of(request));
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
        socket.join().sendBinary(ByteBuffer.wrap(bytes.getBytes()), isLast).join();
    }

    public void sendText(String text) {
        socket.join().sendText(text, true).join();
    }

    /** The next reply, to a request of this kind. */
    public Reply reply(Instruction request) throws InterruptedException {
        ReplyReader reader = new ReplyReader(request);
        Optional<Reply> reply = Optional.empty();
        while (reply.isEmpty()) {
            reply = reader.read(next(replies));
        }
        return reply.get();
    }

    /** The next event of this kind; others before it are passed over. */
    public <E extends Event> E event(Class<E> kind) throws InterruptedException {
        Event event = next(events);
        while (!kind.isInstance(event)) {
            event = next(events);
        }
        return kind.cast(event);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** The bytes of the largest message that has come, in however many frames. */
    public int largestMessage() {
        return largestMessage;
    }

    /** Waits for the end; its code. */
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
            take(Frame.decode(unread.getBuffer(0, end)));
            unread = unread.getBuffer(end, unread.length());
        }
        from.request(1);
        return null;
    }

    private void take(Frame frame) {
        if (frame.header().type() == MessageType.EVENT) {
            events.add(MessageCodec.decodeEvent(frame));
        } else {
            replies.add(frame);
        }
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
        socket.join().abort();
    }
}
