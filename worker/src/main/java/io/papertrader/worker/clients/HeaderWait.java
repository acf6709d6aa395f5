package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.papertrader.codec.wire.WireFault;
import io.papertrader.node.socket.Cut;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Waits a moment for the header that a balancer sends first, in the clear whatever comes behind it, and gives its place
 * to the server then. A balancer that sends none is cut. Belongs to the connection's event loop.
 */
final class HeaderWait extends ChannelInboundHandlerAdapter {
    private static final long MOST_MILLIS = 2_000;

    private final ChannelHandler server;
    private final Judge judge;
    private final Buffer received = Buffer.buffer();
    private Optional<Future<?>> timer = Optional.empty();

    /** Hears what came. */
    interface Judge {
        /** Gives the client that the header names its place; false where there is none. */
        boolean admits(ProxyHeader header, Channel connection);

        /** There was no header. */
        void refuse(String reason);

        /** One connection more waits, or one less. */
        void waits(int more);
    }

    HeaderWait(ChannelHandler server, Judge judge) {
        this.server = server;
        this.judge = judge;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        judge.waits(1);
        timer = Optional.of(context.executor()
                .schedule(() -> refuse(context, "it sent no PROXY header"), MOST_MILLIS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        judge.waits(-1);
        timer.ifPresent(running -> running.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            received.appendBytes(ByteBufUtil.getBytes((ByteBuf) message));
        } finally {
            ReferenceCountUtil.release(message);
        }
        try {
            ProxyHeader.read(received).ifPresent(header -> goOn(context, header));
        } catch (WireFault fault) {
            refuse(context, fault.reason());
        }
    }

    private void goOn(ChannelHandlerContext context, ProxyHeader header) {
        if (!judge.admits(header, context.channel())) {
            Cut.now(context);
            return;
        }
        ChannelPipeline pipeline = context.pipeline();
        pipeline.replace(this, null, server);
        pipeline.fireChannelActive();
        if (received.length() > header.length()) {
            pipeline.fireChannelRead(Unpooled.wrappedBuffer(received.getBytes(header.length(), received.length())));
            pipeline.fireChannelReadComplete();
        }
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        judge.refuse("a balancer that does not say who its client is: " + reason);
        Cut.now(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Cut.now(context);
    }
}
