package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.papertrader.node.socket.Cut;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first byte of a connection, before TLS and before the server: whoever does not begin as the door's
 * clients do is told so at once and in the clear, and not left until the time for a first message is over. Belongs to
 * the connection's event loop.
 */
final class FirstByte extends ChannelInboundHandlerAdapter {
    private static final long CLOSE_SECONDS = 2;

    private final Beginning expected;
    private final Consumer<Channel> refused;
    private boolean isRefused;

    /** The end of a connection that was refused, where its client does not end it before. */
    private @Nullable Future<?> cut;

    /**
     * Looks at one connection.
     *
     * @param refused hears of a connection that is refused
     */
    FirstByte(Beginning expected, Consumer<Channel> refused) {
        this.expected = expected;
        this.refused = refused;
    }

    /** The way of a new connection to its server, which hears of it from the first byte on that is as expected. */
    static ChannelHandler before(ChannelHandler server, Beginning expected, Consumer<Channel> refused) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            public boolean isSharable() {
                return true;
            }

            @Override
            protected void initChannel(SocketChannel connection) {
                connection.pipeline().addLast(new FirstByte(expected, refused), server);
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isRefused) {
            ReferenceCountUtil.release(message);
            return;
        }
        ByteBuf bytes = (ByteBuf) message;
        expected.answerTo(bytes.getByte(bytes.readerIndex()))
                .ifPresentOrElse(answer -> refuse(context, bytes, answer), () -> {
                    context.pipeline().remove(this);
                    context.fireChannelRead(bytes);
                });
    }

    /**
     * Reads on without looking until the client has gone, or for {@value #CLOSE_SECONDS} seconds: bytes left unread
     * would take the answer with them.
     */
    private void refuse(ChannelHandlerContext context, ByteBuf bytes, byte[] answer) {
        bytes.release();
        isRefused = true;
        refused.accept(context.channel());
        var _ = context.writeAndFlush(Unpooled.wrappedBuffer(answer)).addListener(sent -> sayNoMore(context));
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
