package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.papertrader.node.socket.Cut;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first byte of a connection to a door that speaks HTTP in the clear: where no request begins so, as with
 * TLS, it is told at once, and not when the time for a first message is over. Belongs to the connection's event loop.
 */
final class NoHttp extends ChannelInboundHandlerAdapter {
    /** A handshake's record, by which TLS begins (RFC 8446, 5.1). */
    private static final byte TLS = 0x16;

    private static final long CLOSE_SECONDS = 2;

    private boolean isRefused;

    /** The end of a connection that was refused, where its client does not end it before. */
    private @Nullable Future<?> cut;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        byte first = ((ByteBuf) message).getByte(((ByteBuf) message).readerIndex());
        if (mayBeginRequest(first)) {
            context.pipeline().remove(this);
            context.fireChannelRead(message);
        } else {
            ReferenceCountUtil.release(message);
            refuse(context, first == TLS ? "This port speaks without TLS." : "This is no HTTP.");
        }
    }

    /**
     * The methods that there are begin with a letter, though any token may be one (RFC 9110, 9.1); empty lines before a
     * request are nothing (RFC 9112, 2.2).
     */
    private static boolean mayBeginRequest(byte first) {
        return (first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z') || first == '\r' || first == '\n';
    }

    /**
     * Reads on without looking until the client has gone, or for {@value #CLOSE_SECONDS} seconds: bytes left unread
     * would take the answer with them.
     */
    private void refuse(ChannelHandlerContext context, String reason) {
        isRefused = true;
        String answer = "HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n"
                + "content-length: " + (reason.length() + 1) + "\r\n\r\n" + reason + "\n";
        var _ = context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(sent -> sayNoMore(context));
        cut = context.executor().schedule(() -> Cut.now(context), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** The connection is gone: what is left to do would keep it in memory. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (cut != null) {
            cut.cancel(false);
        }
    }

    private static void sayNoMore(ChannelHandlerContext context) {
        var _ = ((SocketChannel) context.channel()).shutdownOutput();
    }
}
