package io.papertrader.node.socket;

import io.netty.channel.FixedRecvByteBufAllocator;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * Reads a connection in pieces of a fixed size, one a turn: what has been read and not yet looked at is bounded by it.
 * Left alone, pieces grow with what the other end sends.
 */
public final class BoundedReads {
    private BoundedReads() {}

    /**
     * Bounds the reads of a connection from its first piece on; called when it has just come, before anything was read.
     */
    public static void of(NetSocket socket, int bytes) {
        ((NetSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .config()
                .setRecvByteBufAllocator(new FixedRecvByteBufAllocator(bytes).maxMessagesPerRead(1));
    }
}
