package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.Script;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes, cut anywhere, in place of a handshake's frame and of what comes behind it. */
class FirstFrameFuzzTest {
    static Stream<byte[]> seeds() {
        return FrameDecoderFuzzTest.seeds();
    }

    @MethodSource("seeds")
    @FuzzTest
    void givesOneFrameAndTheBytesBehindItOrOneFault(byte[] input) {
        Script script = Script.of(input);
        List<Buffer> given = new ArrayList<>();
        List<WireFault> faults = new ArrayList<>();
        ScriptedStream stream = new ScriptedStream();
        FirstFrame.read(stream, (frame, rest) -> given.add(frame.encode().appendBuffer(rest)), faults::add);

        Buffer arrived = Buffer.buffer();
        script.play(piece -> {
            if (given.isEmpty()) {
                arrived.appendBuffer(piece);
            }
            stream.send(piece);
        });

        assertThat(given.size() + faults.size()).isLessThan(2);
        assertThat(given).allSatisfy(bytes -> assertThat(bytes).isEqualTo(arrived));
        assertThat(faults).allSatisfy(fault -> assertThat(fault.code()).isEqualTo(FailCode.MALFORMED));
    }
}
