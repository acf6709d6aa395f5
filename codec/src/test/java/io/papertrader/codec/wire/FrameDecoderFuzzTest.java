package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.Script;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, cut anywhere, read with pauses anywhere. */
class FrameDecoderFuzzTest {
    static Stream<byte[]> seeds() {
        Buffer frames = Frames.bytes(Frames.numbered(6));
        Buffer set = Buffer.buffer();
        DataTransfer.split(74, Buffer.buffer("packets")).forEach(packet -> packet.appendTo(set));
        return Stream.of(
                Script.input(frames),
                Script.input(frames, 1),
                Script.input(frames, 7, Script.SWITCH | 20, Script.SWITCH | 1),
                Script.input(frames, Script.PAUSE_AT_NEXT, Script.SWITCH),
                Script.input(frames.getBuffer(0, frames.length() - 1), Script.PAUSE_AT_NEXT | 40, Script.SWITCH | 3),
                Script.input(set, 15),
                Script.input(Frames.header(2, 272, 65_536, 255, 1, 1), 16),
                Script.input(Frames.header(2, 272, 65_537, 0, 1, 1), Script.SWITCH | 3, Script.SWITCH),
                Script.input(Frames.header(3, 74, 0, 0, 2, 1)),
                Script.input(Frames.header(9, 0, 0, 0, 1, 1).appendBuffer(frames), 4));
    }

    @MethodSource("seeds")
    @FuzzTest
    void givesTheSameFramesAndAtMostOneFaultHoweverTheyArrive(byte[] input) {
        Script script = Script.of(input);
        Reading whole = new Reading();
        Reading played = new Reading();

        script.whole().play(whole);
        script.play(played);
        whole.end();
        played.end();

        assertThat(whole.faults).hasSizeLessThan(2);
        Buffer read = Frames.bytes(whole.frames);
        assertThat(read).isEqualTo(script.bytes().getBuffer(0, read.length()));
        assertThat(played.frames).isEqualTo(whole.frames);
        assertThat(played.faults).isEqualTo(whole.faults);
        assertThat(played.ends).isOne();
    }

    /** A decoder that a script reads with; it fails where something arrives while it is paused or behind the end. */
    private static final class Reading implements Script.Reader {
        private final ScriptedStream stream = new ScriptedStream();
        private final FrameDecoder decoder = new FrameDecoder(stream);
        final List<Frame> frames = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        int ends;
        private boolean paused;
        private boolean pausesAtNext;

        Reading() {
            decoder.start(this::frame, this::fault, none -> ends++);
        }

        @Override
        public void arrive(Buffer piece) {
            stream.send(piece);
        }

        @Override
        public void switchReading() {
            if (paused) {
                paused = false;
                decoder.resume();
            } else {
                pause();
            }
        }

        @Override
        public void pauseAtNext() {
            pausesAtNext = true;
        }

        /** Nothing comes any more; what is left is read. */
        void end() {
            stream.end();
            if (paused) {
                switchReading();
            }
            // A frame that was still left may have paused the reader once more.
            if (paused) {
                switchReading();
            }
        }

        private void frame(Frame frame) {
            assertThat(paused).as("paused").isFalse();
            assertThat(faults.size() + ends)
                    .as("faults and ends before a frame")
                    .isZero();
            frames.add(frame);
            if (pausesAtNext) {
                pausesAtNext = false;
                pause();
            }
        }

        private void fault(WireFault fault) {
            assertThat(fault.code()).isEqualTo(FailCode.MALFORMED);
            assertThat(ends).as("ends before a fault").isZero();
            faults.add(fault.reason());
        }

        private void pause() {
            paused = true;
            decoder.pause();
        }
    }
}
