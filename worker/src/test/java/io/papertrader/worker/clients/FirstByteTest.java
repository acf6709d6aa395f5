package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first byte of a connection, at a door that speaks HTTP and at one that speaks TLS. */
class FirstByteTest {
    private static final long NOTHING = -1;

    private static final String TLS_ALONE = "This port speaks TLS.";

    private final List<String> answers = new ArrayList<>();
    private final List<Channel> refused = new ArrayList<>();

    private EmbeddedChannel expecting(Beginning beginning) {
        return new EmbeddedChannel(new Unread(), new FirstByte(beginning, refused::add));
    }

    private EmbeddedChannel expectingTls() {
        return expecting(Beginning.ofTls(TLS_ALONE.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A client that takes nothing. */
    private final class Unread extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            answers.add(((ByteBuf) message).toString(StandardCharsets.US_ASCII));
            ReferenceCountUtil.release(message);
        }
    }

    private static ByteBuf receive(EmbeddedChannel channel, byte first) {
        ByteBuf bytes = Unpooled.wrappedBuffer(new byte[] {first});
        channel.writeInbound(bytes);
        return bytes;
    }

    @Test
    void refusesAtADoorThatSpeaksTlsWhateverIsNot() {
        EmbeddedChannel channel = expectingTls();

        ByteBuf received = receive(channel, (byte) 'G');

        assertThat(answers).containsExactly(TLS_ALONE);
        assertThat(refused).containsExactly(channel);
        assertThat(received.refCnt()).isZero();
    }

    @Test
    void handsOnWhatBeginsTls() {
        EmbeddedChannel channel = expectingTls();

        receive(channel, Beginning.TLS);

        assertThat(channel.inboundMessages()).hasSize(1);
        assertThat(channel.pipeline().get(FirstByte.class)).isNull();
        assertThat(refused).isEmpty();
        channel.releaseInbound();
    }

    @Test
    void letsGoOfWhatComesBehindARefusalAndAnswersOnce() {
        EmbeddedChannel channel = expectingTls();
        receive(channel, (byte) 'G');

        ByteBuf more = receive(channel, Beginning.TLS);

        assertThat(more.refCnt()).isZero();
        assertThat(channel.inboundMessages()).isEmpty();
        assertThat(answers).hasSize(1);
        assertThat(refused).hasSize(1);
    }

    @Test
    void leavesNothingToDoBehindAConnectionThatItRefused() {
        EmbeddedChannel channel = expecting(Beginning.ofHttp());
        receive(channel, Beginning.TLS);
        assertThat(channel.runScheduledPendingTasks()).isNotEqualTo(NOTHING);

        channel.pipeline().remove(FirstByte.class);

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NOTHING);
    }

    @Test
    void handsOnWhatBeginsARequest() {
        EmbeddedChannel channel = expecting(Beginning.ofHttp());

        receive(channel, (byte) 'G');

        assertThat(channel.inboundMessages()).hasSize(1);
        assertThat(channel.pipeline().get(FirstByte.class)).isNull();
        channel.releaseInbound();
    }
}
