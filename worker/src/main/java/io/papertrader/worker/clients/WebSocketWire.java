package io.papertrader.worker.clients;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket (RFC 6455) that carries whole protocol messages in binary messages, one or more in each. A text message
 * ends the connection.
 */
final class WebSocketWire extends ChannelWire {
    /** The most bytes of one frame; a longer message comes in several. */
    static final int MOST_FRAME_BYTES = 8_192;

    /** All is well (RFC 6455, 7.4.1). */
    private static final int NORMAL = 1000;

    /** The close code for data of a type that cannot be taken. */
    private static final int CANNOT_TAKE = 1003;

    /** A message is larger than any that is taken. */
    private static final int TOO_LARGE = 1009;

    /** The most bytes of all fragments of one message: the largest message of the protocol, or several smaller ones. */
    private static final int MOST_MESSAGE_BYTES = 65_536 + 16;

    private static final long CLOSE_SECONDS = 5;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private Runnable drained = () -> {};
    private int messageBytes;
    private boolean wasFull;
    private boolean isClosing;

    WebSocketWire(ServerWebSocket socket) {
        this.socket = socket;
        this.channel = ((WebSocketInternal) socket).channelHandlerContext();
        socket.frameHandler(this::received);
        socket.closeHandler(closed -> goodbye());
        takeFaults(channel().pipeline());
    }

    @Override
    ChannelHandlerContext channel() {
        return channel;
    }

    /**
     * Bytes that are no frame, or too large a one, are this wire's to answer: Netty's decoder ends the connection
     * behind its goodbye, and what is unread then takes the goodbye with it.
     */
    private void takeFaults(ChannelPipeline pipeline) {
        pipeline.replace(
                WebSocket13FrameDecoder.class,
                "frames",
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                        .expectMaskedFrames(true)
                        .maxFramePayloadLength(MOST_FRAME_BYTES)
                        .closeOnProtocolViolation(false)
                        .build()));
        pipeline.addAfter("frames", "faults", new ChannelInboundHandlerAdapter() {
            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                if (cause instanceof CorruptedWebSocketFrameException fault) {
                    close(fault.closeStatus().code(), fault.closeStatus().reasonText());
                } else {
                    context.fireExceptionCaught(cause);
                }
            }
        });
    }

    /** Nothing counts behind a message that ends the connection. A ping is answered by the socket itself, unasked. */
    private void received(WebSocketFrame frame) {
        if (isClosing) {
            return;
        }
        if (frame.isText()) {
            close(CANNOT_TAKE, "Messages are binary here.");
        } else if (frame.isBinary() || frame.isContinuation()) {
            fragment(frame);
        } else if (isFull()) {
            cut();
        }
    }

    private void fragment(WebSocketFrame frame) {
        Buffer bytes = frame.binaryData();
        messageBytes += bytes.length();
        if (messageBytes > MOST_MESSAGE_BYTES) {
            close(TOO_LARGE, "A message has at most " + MOST_MESSAGE_BYTES + " bytes.");
            return;
        }
        if (frame.isFinal()) {
            messageBytes = 0;
        }
        receiver().handle(bytes);
    }

    /**
     * Says goodbye, and reads on without looking until the client has answered: bytes left unread would take the
     * goodbye with them.
     */
    private void close(int code, String reason) {
        if (!isClosing) {
            isClosing = true;
            var _ = channel().writeAndFlush(new CloseWebSocketFrame(code, reason));
            resume();
            cutSoon();
        }
    }

    /**
     * The client has said that it closes, and has been answered: it waits for the server to end the connection (RFC
     * 6455, 7.1.1).
     */
    private void goodbye() {
        isClosing = true;
        var _ = channel().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> end());
        cutSoon();
    }

    /** Ends the wire by the context, and not by the channel: then Vert.x would wait for the client first. */
    private void end() {
        var _ = channel().close();
    }

    private void cutSoon() {
        var _ = channel().executor().schedule(this::cut, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public ChannelWire exceptionHandler(Handler<Throwable> failures) {
        socket.exceptionHandler(failures);
        return this;
    }

    @Override
    public ChannelWire endHandler(Handler<Void> end) {
        socket.endHandler(end);
        return this;
    }

    @Override
    public ChannelWire pause() {
        return isClosing ? this : super.pause();
    }

    @Override
    public void write(ByteBuf messages) {
        int bytes = messages.readableBytes();
        var _ = channel().write(new BinaryWebSocketFrame(messages), promise(bytes));
    }

    @Override
    void taken() {
        if (wasFull) {
            // Later: the bytes of a write still count as unsent while its end is told.
            channel().executor().execute(this::tellDrained);
        }
    }

    private void tellDrained() {
        if (wasFull && !isFull()) {
            wasFull = false;
            drained.run();
        }
    }

    @Override
    public boolean isFull() {
        boolean isFull = !channel().channel().isWritable();
        wasFull |= isFull;
        return isFull;
    }

    @Override
    public void onDrained(Runnable callback) {
        drained = callback;
    }

    @Override
    public void onClosed(Runnable callback) {
        // The connection itself, and not the goodbye before it.
        channel().channel().closeFuture().addListener(closed -> callback.run());
    }

    @Override
    public void close() {
        close(NORMAL, "");
    }
}
