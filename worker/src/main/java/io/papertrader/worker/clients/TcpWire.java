package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketImpl;
import io.vertx.core.net.impl.VertxHandler;

/**
 * A TCP connection, with TLS or without. It takes the place of the socket that Vert.x has made for it: that would keep
 * a queue, promises and locks for each client, and read on while it is paused until it holds 16 pieces.
 *
 * <p>What the socket would have done goes with it. Vert.x's own metrics never hear of the connection's end, so that
 * their binder, which this worker switches off, would keep each client. An idle timeout of the server's options ends
 * nothing: {@link Patience} does. The handlers that the socket was given before hear nothing.
 */
@SuppressWarnings("deprecation") // Between Netty's bytes and Vert.x's there is no other way in this version.
final class TcpWire extends ChannelWire {
    private final ContextInternal loop;
    private final ChannelHandlerContext channel;
    private Handler<Throwable> failed = failure -> {};
    private Handler<Void> ended = end -> {};
    private Runnable drained = () -> {};
    private Runnable closed = () -> {};
    private boolean isClosing;

    /** The wire of a socket that has just come, before anything was read of it. */
    TcpWire(NetSocket socket) {
        NetSocketImpl made = (NetSocketImpl) socket;
        loop = made.getContext();
        ChannelPipeline pipeline = made.channelHandlerContext().pipeline();
        Ear ear = new Ear();
        pipeline.replace(VertxHandler.class, "wire", ear);
        channel = pipeline.context(ear);
    }

    /** Hears what happens on the channel, and tells it as a part of this loop's work. */
    private final class Ear extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof ByteBuf bytes) {
                loop.emit(Buffer.buffer(VertxHandler.safeBuffer(bytes)), receiver());
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (!isFull()) {
                loop.emit(none -> drained.run());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            loop.emit(ended);
            loop.emit(none -> closed.run());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
            loop.emit(failure, failed);
            var _ = context.close();
        }

        /** The server closes all that it let in: what was sent goes out first. */
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            if (isClosing) {
                context.channel().closeFuture().addListener(gone -> promise.trySuccess());
            } else {
                closeBehindAllThatWasSent(promise);
            }
        }
    }

    private void closeBehindAllThatWasSent(ChannelPromise promise) {
        isClosing = true;
        var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            var _ = channel.close(promise);
        });
    }

    @Override
    ChannelHandlerContext channel() {
        return channel;
    }

    @Override
    public void write(ByteBuf messages) {
        var _ = channel.write(messages, promise(messages.readableBytes()));
    }

    @Override
    public boolean isFull() {
        return !channel.channel().isWritable();
    }

    @Override
    public void onDrained(Runnable callback) {
        drained = callback;
    }

    @Override
    public void onClosed(Runnable callback) {
        closed = callback;
    }

    @Override
    public TcpWire exceptionHandler(Handler<Throwable> failures) {
        failed = failures;
        return this;
    }

    @Override
    public TcpWire endHandler(Handler<Void> end) {
        ended = end;
        return this;
    }

    @Override
    public void close() {
        if (!isClosing) {
            closeBehindAllThatWasSent(channel.newPromise());
        }
    }
}
