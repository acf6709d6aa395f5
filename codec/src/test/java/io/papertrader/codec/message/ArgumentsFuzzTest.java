package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bytes as the arguments of every row, so that one corpus serves them all, also those that are still to come.
 */
class ArgumentsFuzzTest {
    private static final List<Instruction> ROWS = Arrays.stream(Instruction.values())
            .filter(row -> row.layout().isPresent() && !row.isBinary())
            .toList();

    static Stream<byte[]> seeds() {
        return MessageSeeds.data(false);
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAMessageOrAFault(byte[] input) {
        Buffer data = Buffer.buffer(input);
        // Another number of arguments is a fault before a byte is read.
        ROWS.forEach(row -> read(row, row.layout().orElseThrow().fields().size(), data));
    }

    private static void read(Instruction row, int argumentCount, Buffer data) {
        Frame frame = new Frame(Header.single(row.messageType(), row.code(), data.length(), argumentCount), data);
        FuzzedReading.messageOrFault(() -> FuzzedReading.decode(frame)).ifPresent(message -> {
            Frame written = MessageCodec.encode(message);
            assertThat(Instruction.of(written.header())).contains(row);
            assertThat(FuzzedReading.decode(written)).isEqualTo(message);
        });
    }
}
