package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketImpl;
import io.vertx.core.net.impl.VertxHandler;

/** A TCP connection, with TLS or without. */
@SuppressWarnings("deprecation") // Between Netty's bytes and Vert.x's there is no other way in this version.
final class TcpWire extends ChannelWire {
    private final NetSocketImpl socket;

    TcpWire(NetSocket socket) {
        super(((NetSocketImpl) socket).channelHandlerContext(), socket);
        this.socket = (NetSocketImpl) socket;
        // Not by the socket's own handler: while that is paused, the socket goes on reading until it holds 16 pieces.
        this.socket.messageHandler(this::received);
    }

    private void received(Object message) {
        if (message instanceof ByteBuf bytes) {
            deliver(Buffer.buffer(VertxHandler.safeBuffer(bytes)));
        }
    }

    @Override
    public void write(ByteBuf messages) {
        var _ = channel().write(messages, promise(messages.readableBytes()));
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
}
