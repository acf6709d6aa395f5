package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;

/** The first byte of a connection to a door that speaks HTTP. */
class FirstByteTest {
    private static final long NOTHING = -1;

    private final EmbeddedChannel channel = new EmbeddedChannel(new Unread(), new FirstByte(Beginning.ofHttp()));

    /** A client that takes nothing. */
    private static final class Unread extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
        }
    }

    private void receive(byte first) {
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {first}));
    }

    @Test
    void leavesNothingToDoBehindAConnectionThatItRefused() {
        receive(Beginning.TLS);
        assertThat(channel.runScheduledPendingTasks()).isNotEqualTo(NOTHING);

        channel.pipeline().remove(FirstByte.class);

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING);
    }

    @Test
    void handsOnWhatBeginsARequest() {
        receive((byte) 'G');

        assertThat(channel.inboundMessages()).hasSize(1);
        assertThat(channel.pipeline().get(FirstByte.class)).isNull();
        channel.releaseInbound();
    }
}
