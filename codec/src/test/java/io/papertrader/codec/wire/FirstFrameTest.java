package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.Seeds;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FirstFrameTest {
    static final List<Long> SEEDS = Seeds.of(20);

    private final ScriptedStream stream = new ScriptedStream();
    private final List<Frame> frames = new ArrayList<>();
    private final List<WireFault> faults = new ArrayList<>();
    private final Buffer behind = Buffer.buffer();

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void handsOverTheFrameAndWhatCameBehindIt(long seed) {
        Random random = new Random(seed);
        Frame sent = Frames.random(random);
        Buffer bytes = sent.encode().appendString("what follows");
        read();

        for (int at = 0; at < bytes.length(); ) {
            int next = Math.min(bytes.length(), at + 1 + random.nextInt(2_000));
            stream.send(bytes.getBuffer(at, next));
            at = next;
        }

        assertThat(frames).containsExactly(sent);
        assertThat(behind).isEqualTo(Buffer.buffer("what follows"));
        assertThat(faults).isEmpty();
    }

    @Test
    void tellsOneFaultAndNothingAfterIt() {
        read();

        stream.send(Frames.header(0, 1, 0, 0, 1, 1));
        stream.send(Frames.command(1, "abc").encode());

        assertThat(faults).hasSize(1);
        assertThat(frames).isEmpty();
    }

    @Test
    void leavesDataThatIsMoreThanItMayBeUnread() {
        List<Header> oversize = new ArrayList<>();
        FirstFrame.read(stream, header -> 2, (frame, rest) -> frames.add(frame), faults::add, oversize::add);

        stream.send(Frames.command(1, "abc").encode().getBuffer(0, Header.SIZE));
        stream.send(Buffer.buffer("abc"));

        assertThat(oversize).hasSize(1);
        assertThat(frames).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void takesDataThatIsAsMuchAsItMayBe() {
        FirstFrame.read(stream, header -> 3, (frame, rest) -> frames.add(frame), faults::add, oversize -> {});

        stream.send(Frames.command(1, "abc").encode());

        assertThat(frames).containsExactly(Frames.command(1, "abc"));
    }

    private void read() {
        FirstFrame.read(
                stream,
                (frame, rest) -> {
                    frames.add(frame);
                    behind.appendBuffer(rest);
                    stream.handler(behind::appendBuffer);
                },
                faults::add);
    }
}
