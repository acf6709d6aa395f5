package io.papertrader.codec.message;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.ScriptedStream;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The first inputs for the fuzzing of messages: the golden vectors, and a random message for each row. */
final class MessageSeeds {
    /** Longer ones only slow the fuzzer down. */
    private static final int MAX_BYTES = 2_048;

    private MessageSeeds() {}

    /** Frames that hold one message each, or one packet of data. */
    static Stream<List<Frame>> frames() {
        Stream<List<Frame>> golden = GoldenVectors.all().stream().map(vector -> frames(vector.encode()));
        Generator generator = new Generator(new Random(1), 3);
        Stream<List<Frame>> random = Stream.of(Instruction.values())
                .flatMap(row -> row.layout().stream())
                .map(layout -> List.of(MessageCodec.encode((Message) generator.record(layout))));
        return Stream.concat(golden, random)
                .filter(frames -> frames.stream()
                                .mapToInt(frame -> frame.encode().length())
                                .sum()
                        <= MAX_BYTES);
    }

    /** The data of those whose rows are written in this way. */
    static Stream<byte[]> data(boolean binary) {
        return frames().map(List::getFirst)
                .filter(frame -> Instruction.of(frame.header()).orElseThrow().isBinary() == binary)
                .map(frame -> frame.data().getBytes());
    }

    static List<Frame> frames(Buffer bytes) {
        List<Frame> frames = new ArrayList<>();
        ScriptedStream stream = new ScriptedStream();
        // Bytes that a fault or the end cuts off are no frame.
        new FrameDecoder(stream).start(frames::add, fault -> {}, none -> {});
        stream.send(bytes);
        return frames;
    }
}
