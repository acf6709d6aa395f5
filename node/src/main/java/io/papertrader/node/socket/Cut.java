package io.papertrader.node.socket;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;

/**
 * Ends a connection now. To close it in order would first wait until its other end has taken what is written, and an
 * end that takes nothing is a reason to close.
 */
public final class Cut {
    private Cut() {}

    /** Ends a TCP connection; from any thread. */
    public static void now(NetSocket socket) {
        now(((NetSocketInternal) socket).channelHandlerContext());
    }

    /** Ends a connection of whatever kind; from any thread. */
    public static void now(ChannelHandlerContext connection) {
        var _ = connection.close();
    }
}
