package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.papertrader.node.socket.Cut;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketImpl;
import io.vertx.core.net.impl.VertxHandler;
import java.util.function.IntConsumer;

/** A TCP connection, with TLS or without. */
@SuppressWarnings("deprecation") // Between Netty's bytes and Vert.x's there is no other way in this version.
final class TcpWire implements Wire {
    private final NetSocketImpl socket;
    private final ChannelHandlerContext channel;
    private Handler<Buffer> handler = bytes -> {};
    private IntConsumer sent = bytes -> {};

    TcpWire(NetSocket socket) {
        this.socket = (NetSocketImpl) socket;
        this.channel = this.socket.channelHandlerContext();
        // Not by the socket's own handler: while that is paused, the socket goes on reading until it holds 16 pieces.
        this.socket.messageHandler(this::received);
    }

    private void received(Object message) {
        if (message instanceof ByteBuf bytes) {
            handler.handle(Buffer.buffer(VertxHandler.safeBuffer(bytes)));
        }
    }

    /** Gives bytes that came before anybody listened to whoever listens now. */
    void deliver(Buffer bytes) {
        handler.handle(bytes);
    }

    @Override
    public ByteBuf allocate() {
        return channel.alloc().directBuffer();
    }

    @Override
    public void send(ByteBuf messages) {
        int bytes = messages.readableBytes();
        socket.writeToChannel(messages, channel.newPromise().addListener(done -> taken(bytes, done)));
    }

    /** The order of the bytes is a promise: none may be missing between those before and those behind. */
    private void taken(int bytes, Future<? super Void> done) {
        sent.accept(bytes);
        if (!done.isSuccess()) {
            cut();
        }
    }

    @Override
    public void onSent(IntConsumer callback) {
        sent = callback;
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void onDrained(Runnable callback) {
        socket.drainHandler(drained -> callback.run());
    }

    @Override
    public void onClosed(Runnable callback) {
        socket.closeHandler(closed -> callback.run());
    }

    @Override
    public void close() {
        socket.close();
    }

    @Override
    public void cut() {
        Cut.now(channel);
    }

    @Override
    public TcpWire handler(Handler<Buffer> bytes) {
        handler = bytes;
        return this;
    }

    @Override
    public TcpWire exceptionHandler(Handler<Throwable> failures) {
        socket.exceptionHandler(failures);
        return this;
    }

    @Override
    public TcpWire endHandler(Handler<Void> end) {
        socket.endHandler(end);
        return this;
    }

    @Override
    public TcpWire pause() {
        channel.channel().config().setAutoRead(false);
        return this;
    }

    @Override
    public TcpWire resume() {
        channel.channel().config().setAutoRead(true);
        return this;
    }

    /** Nothing is counted: it is paused or it is not. */
    @Override
    public TcpWire fetch(long amount) {
        return resume();
    }
}
