package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.wire.DataTransfer;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bytes as the binary values of every row, and as the data that answers every request. */
class BinaryValuesFuzzTest {
    private static final List<Instruction> ROWS = Arrays.stream(Instruction.values())
            .filter(row -> row.layout().isPresent() && row.isBinary())
            .toList();
    private static final List<Instruction> REQUESTS = Arrays.stream(Instruction.values())
            .filter(row -> row.content().isPresent())
            .toList();

    static Stream<byte[]> seeds() {
        return MessageSeeds.data(true);
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAMessageOrAFault(byte[] input) {
        Buffer data = Buffer.buffer(input);
        ROWS.forEach(row -> read(row, data));
        List<Frame> packets = DataTransfer.split(Instruction.DATA.code(), data);
        REQUESTS.forEach(request -> readContent(request, packets));
    }

    private static void read(Instruction row, Buffer data) {
        Frame frame = new Frame(Header.single(row.messageType(), row.code(), data.length(), 0), data);
        FuzzedReading.messageOrFault(() -> FuzzedReading.decode(frame)).ifPresent(message -> {
            Frame written = MessageCodec.encode(message);
            assertThat(Instruction.of(written.header())).contains(row);
            // The bytes may differ: a symbol in lower case is read as one in upper case.
            assertThat(FuzzedReading.decode(written)).isEqualTo(message);
        });
    }

    private static void readContent(Instruction request, List<Frame> packets) {
        FuzzedReading.messageOrFault(() -> content(request, packets)).ifPresent(reply -> {
            List<Frame> written = MessageCodec.encodeReply(request, reply);
            assertThat(content(request, written)).isEqualTo(reply);
        });
    }

    private static Reply content(Instruction request, List<Frame> packets) {
        ReplyReader reader = new ReplyReader(request);
        List<Optional<Reply>> read = packets.stream().map(reader::read).toList();
        return read.getLast().orElseThrow();
    }
}
