package io.papertrader.bench.edge;

import java.nio.channels.SocketChannel;

/**
 * A connection that has said its greeting, with what it will ask.
 *
 * @param replies counts what it is answered
 */
public record Speaker(SocketChannel channel, Outlet requests, ReplyCounter replies) {}
