package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import io.papertrader.node.socket.Cut;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import java.util.function.IntConsumer;

/** The common part of all wires: the channel beneath, which is read or is not, and writes whose end is told. */
abstract class ChannelWire implements Wire {
    private Handler<Buffer> handler = bytes -> {};
    private IntConsumer sent = bytes -> {};

    /** The place of the connection. */
    final ConnectionPlace place() {
        return ConnectionPlace.of(channel().channel());
    }

    abstract ChannelHandlerContext channel();

    /** The handler of what the client sends. */
    final Handler<Buffer> receiver() {
        return handler;
    }

    /** A promise that tells of the end of a write of so many bytes. */
    final ChannelPromise promise(int bytes) {
        return channel().newPromise().addListener(done -> written(bytes, done));
    }

    /** The order of the bytes is a promise: none may be missing between those before and those behind. */
    private void written(int bytes, Future<? super Void> done) {
        sent.accept(bytes);
        if (done.isSuccess()) {
            taken();
        } else {
            cut();
        }
    }

    /** The system has taken some of what was sent. */
    void taken() {}

    @Override
    public final ByteBuf allocate() {
        return channel().alloc().directBuffer();
    }

    @Override
    public final void flush() {
        channel().flush();
    }

    @Override
    public final void onSent(IntConsumer callback) {
        sent = callback;
    }

    @Override
    public final void cut() {
        Cut.now(channel());
    }

    @Override
    public final ChannelWire handler(Handler<Buffer> bytes) {
        handler = bytes;
        return this;
    }

    @Override
    public ChannelWire pause() {
        channel().channel().config().setAutoRead(false);
        return this;
    }

    @Override
    public final ChannelWire resume() {
        channel().channel().config().setAutoRead(true);
        return this;
    }

    /** Nothing is counted: it is paused or it is not. */
    @Override
    public final ChannelWire fetch(long amount) {
        return resume();
    }
}
