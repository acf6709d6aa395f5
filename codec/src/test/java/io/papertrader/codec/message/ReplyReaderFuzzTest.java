package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any frames, in any order, as the answer of every request. */
class ReplyReaderFuzzTest {
    private static final List<Instruction> REQUESTS = Arrays.stream(Instruction.values())
            .filter(row -> !row.replies().isEmpty())
            .toList();

    static Stream<byte[]> seeds() {
        return Stream.concat(MessageSeeds.frames().map(ReplyReaderFuzzTest::bytes), Stream.of(inTwoPackets()));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAReplyOrAFault(byte[] input) {
        List<Frame> frames = MessageSeeds.frames(Buffer.buffer(input));
        REQUESTS.forEach(request -> FuzzedReading.messageOrFault(() -> answer(request, frames))
                .flatMap(reply -> reply)
                .ifPresent(reply -> assertThat(answer(request, MessageCodec.encodeReply(request, reply)))
                        .contains(reply)));
    }

    private static Optional<Reply> answer(Instruction request, List<Frame> frames) {
        ReplyReader reader = new ReplyReader(request);
        return frames.stream().map(reader::read).flatMap(Optional::stream).findFirst();
    }

    private static byte[] bytes(List<Frame> frames) {
        Buffer bytes = Buffer.buffer();
        frames.forEach(frame -> frame.appendTo(bytes));
        return bytes.getBytes();
    }

    /** Small packets, which a server may send although this one does not. */
    private static byte[] inTwoPackets() {
        Buffer content = MessageCodec.encodeReply(
                        Instruction.GET_WORKERS, new WorkersReply.WorkerList(List.of(new WorkerAddress("edge", 2049))))
                .getFirst()
                .data();
        return bytes(List.of(packet(1, content.getBuffer(0, 5)), packet(2, content.getBuffer(5, content.length()))));
    }

    private static Frame packet(int number, Buffer data) {
        return new Frame(
                new Header(Instruction.DATA.messageType(), Instruction.DATA.code(), data.length(), 0, number, 2), data);
    }
}
