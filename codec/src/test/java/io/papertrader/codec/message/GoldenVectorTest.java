package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.Checked;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.ScriptedStream;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed bytes of every message, by which any front end can check itself. */
class GoldenVectorTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    static List<GoldenVector> vectors() {
        return GoldenVectors.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void isReadAndWrittenByteForByte(GoldenVector vector) throws IOException {
        String text = Checked.file(FOLDER.resolve(vector.file() + ".hex"), vector.text(), "papertrader.golden.write");
        Buffer bytes = AnnotatedBytes.parse(text);

        Message read = decode(vector, bytes);

        assertThat(read).isEqualTo(vector.message());
        assertThat(vector.encode()).isEqualTo(bytes);
        assertThat(text).as("comments").isEqualTo(vector.text());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void isWrittenAsJson(GoldenVector vector) throws IOException {
        assertThat(Checked.file(FOLDER.resolve(vector.file() + ".json"), vector.json(), "papertrader.golden.write"))
                .isEqualTo(vector.json());
    }

    @Test
    void isThereForEveryRowAndForTheDataOfEveryRequest() {
        List<Instruction> messages = GoldenVectors.all().stream()
                .filter(vector -> !vector.isContent())
                .map(GoldenVector::row)
                .toList();
        List<Instruction> contents = GoldenVectors.all().stream()
                .filter(GoldenVector::isContent)
                .map(GoldenVector::row)
                .toList();

        assertThat(messages)
                .containsAll(Arrays.stream(Instruction.values())
                        .filter(row -> row.layout().isPresent())
                        .toList());
        assertThat(contents)
                .containsAll(Arrays.stream(Instruction.values())
                        .filter(row -> row.content().isPresent())
                        .toList());
        assertThat(GoldenVectors.all()).extracting(GoldenVector::file).doesNotHaveDuplicates();
    }

    @Test
    void leavesNoFileBehind() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(GoldenVectors.all().stream()
                            .flatMap(vector -> Stream.of(vector.file() + ".hex", vector.file() + ".json"))
                            .toList());
        }
    }

    @Test
    void showsDataInSeveralPackets() {
        assertThat(frames(GoldenVectors.named("data-getAssetValueAllTime").encode()))
                .hasSize(2);
    }

    private static Message decode(GoldenVector vector, Buffer bytes) {
        List<Frame> frames = frames(bytes);
        if (vector.isContent()) {
            ReplyReader reader = new ReplyReader(vector.row());
            return frames.stream()
                    .map(reader::read)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(frames).hasSize(1);
        return switch (vector.message()) {
            case Request request -> MessageCodec.decodeRequest(frames.getFirst());
            case Reply reply -> MessageCodec.decodeReply(frames.getFirst());
            case Event event -> MessageCodec.decodeEvent(frames.getFirst());
        };
    }

    private static List<Frame> frames(Buffer bytes) {
        List<Frame> frames = new ArrayList<>();
        ScriptedStream stream = new ScriptedStream();
        new FrameDecoder(stream)
                .start(
                        frames::add,
                        fault -> {
                            throw fault;
                        },
                        none -> {});
        stream.send(bytes);
        return frames;
    }
}
