package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Data that no message with its header can need. */
class OversizeTest {
    private static final int MOST = 100;

    private final ScriptedStream stream = new ScriptedStream();
    private final List<Object> told = new ArrayList<>();
    private final FrameDecoder decoder = new FrameDecoder(stream, header -> MOST).start(new FrameDecoder.Listener() {
        @Override
        public void frame(Frame frame) {
            told.add(frame.header());
        }

        @Override
        public void oversize(Header header) {
            told.add(header);
        }

        @Override
        public void fault(WireFault fault) {
            told.add(fault);
        }

        @Override
        public void ended() {
            told.add("end");
        }
    });

    private static Buffer message(int instruction, int size) {
        return Frames.header(1, instruction, size, 1, 1, 1).appendBytes(new byte[size]);
    }

    private static Header header(int instruction, int size) {
        return Header.single(MessageType.COMMAND, instruction, size, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 100_000})
    void passesOverWhatIsTooMuchAndGoesOnBehindIt(int piece) {
        Buffer all = message(1, MOST)
                .appendBuffer(message(2, MOST + 1))
                .appendBuffer(message(3, Header.MAX_DATA_SIZE))
                .appendBuffer(message(4, 0));

        for (int at = 0; at < all.length(); at += piece) {
            stream.send(all.getBuffer(at, Math.min(all.length(), at + piece)));
        }

        assertThat(told)
                .containsExactly(header(1, MOST), header(2, MOST + 1), header(3, Header.MAX_DATA_SIZE), header(4, 0));
        assertThat(decoder.isInsideMessage()).isFalse();
    }

    @Test
    void saysThatAMessageHasBegunFromItsFirstByteToItsLast() {
        Buffer message = message(1, 10);

        stream.send(message.getBuffer(0, 1));
        boolean afterOneByte = decoder.isInsideMessage();
        stream.send(message.getBuffer(1, Header.SIZE + 9));
        boolean beforeTheLast = decoder.isInsideMessage();
        stream.send(message.getBuffer(Header.SIZE + 9, message.length()));

        assertThat(afterOneByte).isTrue();
        assertThat(beforeTheLast).isTrue();
        assertThat(decoder.isInsideMessage()).isFalse();
    }
}
