package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.Seeds;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FrameTest {
    static final List<Long> SEEDS = Seeds.of(50);

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void decodesWhatItEncoded(long seed) {
        Frame frame = Frames.random(new Random(seed));

        assertThat(Frame.decode(frame.encode())).isEqualTo(frame);
    }

    @Test
    void refusesOneByteTooFewAndOneTooMany() {
        Buffer bytes = Frames.command(1, "abc").encode();

        assertThatExceptionOfType(WireFault.class).isThrownBy(() -> Frame.decode(bytes.getBuffer(0, 18)));
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> Frame.decode(bytes.copy().appendByte((byte) 0)));
    }

    @Test
    void refusesLessThanAHeader() {
        Buffer bytes = Frames.command(1, "").encode();

        for (int length = 0; length < Header.SIZE; length++) {
            Buffer part = bytes.getBuffer(0, length);
            assertThatExceptionOfType(WireFault.class).isThrownBy(() -> Frame.decode(part));
        }
    }

    @Test
    void cannotBeMadeWithAnotherNumberOfBytesThanItsHeaderSays() {
        Header header = Header.single(MessageType.COMMAND, 1, 3, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> new Frame(header, Buffer.buffer("ab")));
    }
}
