package io.papertrader.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.Seeds;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.FrameDecoder;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.Layout;
import io.papertrader.codec.wire.MessageType;
import io.papertrader.codec.wire.ScriptedStream;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws for every row of the table and any bytes. */
class MessageLawsTest {
    private static final List<Instruction> ROWS = List.of(Instruction.values());
    private static final int SEEDS = 4;
    private static final int ROUNDS = 40;

    static Stream<Arguments> rows() {
        return ROWS.stream()
                .filter(row -> row.layout().isPresent())
                .flatMap(row -> Seeds.of(SEEDS).stream().map(seed -> Arguments.of(row, seed)));
    }

    static Stream<Arguments> dataRows() {
        return ROWS.stream()
                .filter(row -> row.content().isPresent())
                .flatMap(row -> Seeds.of(SEEDS).stream().map(seed -> Arguments.of(row, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("rows")
    void readsBackEveryMessageThatItWrote(Instruction row, long seed) {
        Generator generator = new Generator(new Random(seed), 30);
        for (int round = 0; round < ROUNDS; round++) {
            Message message = (Message) generator.record(row.layout().orElseThrow());

            Frame frame = MessageCodec.encode(message);

            assertThat(Instruction.of(frame.header())).contains(row);
            assertThat(decode(Frame.decode(frame.encode()))).isEqualTo(message);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("dataRows")
    void readsBackEveryContentOfDataOverItsPackets(Instruction request, long seed) {
        Generator generator = new Generator(new Random(seed), 1_000);
        for (int round = 0; round < ROUNDS; round++) {
            Reply content = (Reply) generator.record(request.content().orElseThrow());
            ReplyReader reader = new ReplyReader(request);

            List<Optional<Reply>> read = MessageCodec.encodeReply(request, content).stream()
                    .map(frame -> reader.read(Frame.decode(frame.encode())))
                    .toList();

            assertThat(read.getLast()).contains(content);
            assertThat(read.subList(0, read.size() - 1)).allMatch(Optional::isEmpty);
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("rows")
    void readsChangedBytesAsAMessageOrAFault(Instruction row, long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(random, 10);
        for (int round = 0; round < 5 * ROUNDS; round++) {
            Message message = (Message) generator.record(row.layout().orElseThrow());
            Buffer changed = changed(MessageCodec.encode(message).encode(), random);

            Optional<Message> read = messageOrFault(() -> decode(Frame.decode(changed)));

            read.ifPresent(
                    other -> assertThat(decode(MessageCodec.encode(other))).isEqualTo(other));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("rows")
    void readsChangedDataUnderAGoodHeaderAsAMessageOrAFault(Instruction row, long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(random, 10);
        for (int round = 0; round < 5 * ROUNDS; round++) {
            Frame good =
                    MessageCodec.encode((Message) generator.record(row.layout().orElseThrow()));
            Buffer data = random.nextInt(4) == 0 ? random(random) : changed(good.data(), random);
            int arguments =
                    random.nextInt(4) == 0 ? random.nextInt(256) : good.header().argumentCount();
            Header header = Header.single(row.messageType(), row.code(), data.length(), arguments);

            Optional<Message> read = messageOrFault(() -> decode(new Frame(header, data)));

            read.ifPresent(
                    other -> assertThat(decode(MessageCodec.encode(other))).isEqualTo(other));
        }
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("dataRows")
    void readsChangedContentOfDataAsAReplyOrAFault(Instruction request, long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(random, 10);
        Layout<?> layout = request.content().orElseThrow();
        for (int round = 0; round < 5 * ROUNDS; round++) {
            Reply content = (Reply) generator.record(layout);
            Buffer good = MessageCodec.encodeReply(request, content).getFirst().data();
            Buffer data = random.nextInt(4) == 0 ? random(random) : changed(good, random);
            Header header = Header.single(MessageType.SERVER_RETURN, Instruction.DATA.code(), data.length(), 0);

            messageOrFault(() -> new ReplyReader(request)
                    .read(new Frame(header, data))
                    .map(Message.class::cast)
                    .orElseThrow());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void readsTheSameMessagesHoweverTheStreamIsSplit(long seed) {
        Random random = new Random(seed);
        Generator generator = new Generator(random, 20);
        List<Message> sent = new ArrayList<>();
        Buffer stream = Buffer.buffer();
        for (int round = 0; round < 100; round++) {
            Instruction row = ROWS.get(random.nextInt(ROWS.size()));
            row.layout().map(layout -> (Message) generator.record(layout)).ifPresent(message -> {
                sent.add(message);
                MessageCodec.encode(message).appendTo(stream);
            });
        }

        List<Message> read = new ArrayList<>();
        ScriptedStream chunks = new ScriptedStream();
        new FrameDecoder(chunks)
                .start(
                        frame -> read.add(decode(frame)),
                        fault -> {
                            throw fault;
                        },
                        none -> {});
        for (int at = 0; at < stream.length(); ) {
            int next = Math.min(stream.length(), at + 1 + random.nextInt(random.nextBoolean() ? 30 : 3_000));
            chunks.send(stream.getBuffer(at, next));
            at = next;
        }

        assertThat(read).isEqualTo(sent);
    }

    static List<Long> seeds() {
        return Seeds.of(20);
    }

    private static Message decode(Frame frame) {
        return switch (frame.header().type()) {
            case COMMAND, DATA_TRANSFER -> MessageCodec.decodeRequest(frame);
            case SERVER_RETURN -> MessageCodec.decodeReply(frame);
            case EVENT -> MessageCodec.decodeEvent(frame);
        };
    }

    /** Anything else that is thrown fails the test, errors of the virtual machine included. */
    private static Optional<Message> messageOrFault(Supplier<Message> reading) {
        try {
            return Optional.of(reading.get());
        } catch (WireFault fault) {
            assertThat(fault.reason()).isNotBlank().doesNotContain("io.papertrader", "java.", "Exception");
            return Optional.empty();
        }
    }

    private static Buffer random(Random random) {
        byte[] bytes = new byte[random.nextInt(100)];
        random.nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    /** Some bytes flipped, put in, taken away, or all cut off from somewhere on. */
    private static Buffer changed(Buffer good, Random random) {
        Buffer bytes = good.copy();
        for (int change = 0; change <= random.nextInt(3); change++) {
            int at = random.nextInt(bytes.length() + 1);
            Buffer before = bytes.getBuffer(0, at);
            Buffer behind = bytes.getBuffer(at, bytes.length());
            bytes = switch (random.nextInt(4)) {
                case 0 ->
                    before.appendBytes(new byte[] {(byte) random.nextInt()}).appendBuffer(behind);
                case 1 -> behind.length() == 0 ? before : before.appendBuffer(behind.getBuffer(1, behind.length()));
                case 2 -> behind.length() == 0 ? before : before.appendBuffer(flipped(behind, random));
                default -> random.nextInt(5) == 0 ? before : before.appendBuffer(behind);
            };
        }
        return bytes;
    }

    private static Buffer flipped(Buffer bytes, Random random) {
        return bytes.copy().setByte(0, (byte) (bytes.getByte(0) ^ (1 << random.nextInt(8))));
    }
}
