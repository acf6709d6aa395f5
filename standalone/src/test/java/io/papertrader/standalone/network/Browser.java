package io.papertrader.standalone.network;

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
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page that speaks the protocol by Java's own WebSocket, and reads all that comes. */
final class Browser implements WebSocket.Listener, AutoCloseable {
    private static final long SECONDS = 30;
    private static final int DATA_SIZE_AT = 3;

    /** A connection that ended without a close code (RFC 6455, 7.1.5). */
    private static final int ABNORMAL = 1006;

    private final BlockingQueue<Frame> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<WebSocket> socket;
    private Buffer unread = Buffer.buffer();

    private Browser(HttpClient http, URI address, String origin) {
        this.socket = http.newWebSocketBuilder().header("Origin", origin).buildAsync(address, this);
    }

    /** Connects as a page of this origin. */
    static Browser open(HttpClient http, URI address, String origin) {
        Browser browser = new Browser(http, address, origin);
        browser.socket.join();
        return browser;
    }

    Reply ask(Request request) throws InterruptedException {
        send(MessageCodec.encode(request).encode());
        ReplyReader reader = new ReplyReader(Instruction.of(request));
        Optional<Reply> reply = Optional.empty();
        while (reply.isEmpty()) {
            reply = reader.read(next(replies));
        }
        return reply.get();
    }

    void send(Buffer bytes) {
        socket.join().sendBinary(ByteBuffer.wrap(bytes.getBytes()), true).join();
    }

    void sendText(String text) {
        socket.join().sendText(text, true).join();
    }

    /** The next event of this kind; others before it are passed over. */
    <E extends Event> E event(Class<E> kind) throws InterruptedException {
        Event event = next(events);
        while (!kind.isInstance(event)) {
            event = next(events);
        }
        return kind.cast(event);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** Waits for the end; its code. */
    int closeCode() throws Exception {
        return closed.get(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean isLast) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        unread.appendBytes(bytes);
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
