package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.FailCode;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FrameRepliesTest {
    /** An event, a refusal, a set of two packets, an empty set. */
    private static final Buffer STREAM = stream();

    private static final int REPLIES = 3;

    @Test
    void countsTheSameWhereverTheStreamIsCut() {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            FrameReplies replies = new FrameReplies();
            ByteBuffer input = ByteBuffer.allocate(STREAM.length());

            int count = count(replies, input, 0, cut) + count(replies, input, cut, STREAM.length());

            assertThat(count).as("cut at %d", cut).isEqualTo(REPLIES);
        }
    }

    @Test
    void tellsRefusalsFromData() {
        FrameReplies replies = new FrameReplies();

        replies.count(ByteBuffer.wrap(STREAM.getBytes()));

        assertThat(replies.refused()).isEqualTo(1);
    }

    private static int count(FrameReplies replies, ByteBuffer input, int from, int to) {
        input.put(STREAM.getBytes(from, to)).flip();
        int count = replies.count(input);
        input.compact();
        return count;
    }

    private static Buffer stream() {
        Buffer stream = Buffer.buffer();
        MessageCodec.encode(new WorkerStopping()).appendTo(stream);
        MessageCodec.encode(Instruction.GET_ASSET_INFO.failure(FailCode.UNKNOWN_ASSET, "It is not on the list."))
                .appendTo(stream);
        Buffer result = Buffer.buffer(new byte[DataTransfer.PACKET_SIZE + 1]);
        DataTransfer.split(Instruction.DATA.code(), result).forEach(packet -> packet.appendTo(stream));
        DataTransfer.split(Instruction.DATA.code(), Buffer.buffer()).forEach(packet -> packet.appendTo(stream));
        return stream;
    }
}
