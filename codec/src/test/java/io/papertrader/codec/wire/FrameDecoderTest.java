package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.Seeds;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FrameDecoderTest {
    static final List<Long> SEEDS = Seeds.of(20);

    private final ScriptedStream stream = new ScriptedStream();

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void givesTheSameFramesHoweverTheStreamIsSplit(long seed) {
        Random random = new Random(seed);
        List<Frame> sent =
                Stream.generate(() -> Frames.random(random)).limit(50).toList();
        Buffer bytes = Frames.bytes(sent);
        Received received = Received.from(stream);

        for (int at = 0; at < bytes.length(); ) {
            int next = Math.min(bytes.length(), at + 1 + random.nextInt(random.nextBoolean() ? 20 : 70_000));
            stream.send(bytes.getBuffer(at, next));
            at = next;
        }
        stream.end();

        assertThat(received.frames).isEqualTo(sent);
        assertThat(received.faults).isEmpty();
        assertThat(received.ends).isOne();
    }

    @Test
    void givesTheSameFramesByteByByte() {
        List<Frame> sent = Frames.numbered(30);
        Received received = Received.from(stream);

        Buffer bytes = Frames.bytes(sent);
        IntStream.range(0, bytes.length()).forEach(at -> stream.send(bytes.getBuffer(at, at + 1)));

        assertThat(received.frames).isEqualTo(sent);
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void givesFramesThenAtMostOneFaultForAnyBytes(long seed) {
        Random random = new Random(seed);
        Received received = Received.from(stream);
        int[] framesAtFault = {-1};
        new FrameDecoder(stream)
                .start(
                        received.frames::add,
                        fault -> {
                            received.faults.add(fault);
                            framesAtFault[0] = received.frames.size();
                        },
                        none -> received.ends++);

        for (int chunk = 0; chunk < 200; chunk++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            // Half of the chunks begin like a header, so that frames come through as well.
            stream.send(
                    random.nextBoolean()
                            ? Buffer.buffer(bytes)
                            : Frames.header(1, random.nextInt(300), random.nextInt(40), 1, 1, 1));
        }
        stream.end();

        assertThat(received.faults).hasSizeLessThanOrEqualTo(1);
        assertThat(received.faults).allSatisfy(fault -> assertThat(fault.code()).isEqualTo(FailCode.MALFORMED));
        if (!received.faults.isEmpty()) {
            assertThat(received.frames).hasSize(framesAtFault[0]);
        }
        assertThat(received.ends).isOne();
    }

    @Test
    void deliversNothingAfterAFault() {
        Received received = Received.from(stream);
        Buffer garbage = Frames.header(9, 1, 0, 0, 1, 1);

        stream.send(Frames.bytes(Frames.numbered(2)).appendBuffer(garbage).appendBuffer(garbage));
        stream.send(Frames.bytes(Frames.numbered(2)));

        assertThat(received.instructions()).containsExactly(0, 1);
        assertThat(received.faults).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(FailCode.MALFORMED);
            assertThat(fault.reason()).isEqualTo("unknown messageType 9");
        });
    }

    @Test
    void refusesAHeaderBeforeItsDataHasCome() {
        Received received = Received.from(stream);

        stream.send(Frames.header(1, 1, 65_537, 1, 1, 1));

        assertThat(received.faults).hasSize(1);
    }

    @Test
    void keepsTenThousandFramesOfOneWriteWhilePausedInsideTheHandler() {
        List<Frame> sent = Frames.numbered(10_000);
        Received received = new Received();
        FrameDecoder decoder = new FrameDecoder(stream);
        decoder.start(
                frame -> {
                    received.frames.add(frame);
                    decoder.pause();
                },
                received.faults::add,
                none -> received.ends++);

        stream.send(Frames.bytes(sent));
        assertThat(received.frames).hasSize(1);
        assertThat(stream.isPaused()).isTrue();

        for (int delivered = 2; delivered <= sent.size(); delivered++) {
            decoder.resume();
            assertThat(received.frames).hasSize(delivered);
        }
        assertThat(received.frames).isEqualTo(sent);
    }

    @Test
    void needsNoDeepStackWhereTheHandlerResumesAtOnce() {
        List<Frame> sent = Frames.numbered(10_000);
        Received received = new Received();
        FrameDecoder decoder = new FrameDecoder(stream);
        decoder.start(
                frame -> {
                    decoder.pause();
                    received.frames.add(frame);
                    decoder.resume();
                },
                received.faults::add,
                none -> received.ends++);

        sent.forEach(frame -> stream.send(frame.encode()));
        stream.send(Frames.bytes(sent));
        stream.end();

        assertThat(received.frames).hasSize(20_000);
        assertThat(received.frames.subList(10_000, 20_000)).isEqualTo(sent);
        assertThat(received.ends).isOne();
    }

    @Test
    void stopsTheStreamAtOnceWhenPausedBetweenFrames() {
        Received received = new Received();
        FrameDecoder decoder =
                new FrameDecoder(stream).start(received.frames::add, received.faults::add, none -> received.ends++);

        decoder.pause();

        assertThat(stream.isPaused()).isTrue();
        stream.send(Frames.bytes(Frames.numbered(3)));
        assertThat(received.frames).isEmpty();
        decoder.resume();
        assertThat(received.instructions()).containsExactly(0, 1, 2);
    }

    @Test
    void endsOnceAndOnlyAfterTheFramesThatArrivedBeforeTheEnd() {
        Deque<String> told = new ArrayDeque<>();
        FrameDecoder decoder = new FrameDecoder(stream);
        decoder.start(
                frame -> {
                    told.add("frame " + frame.header().instruction());
                    decoder.pause();
                },
                fault -> told.add("fault"),
                none -> told.add("end"));

        stream.send(Frames.bytes(Frames.numbered(3)));
        stream.end();
        IntStream.range(0, 5).forEach(again -> decoder.resume());

        assertThat(told).containsExactly("frame 0", "frame 1", "frame 2", "end");
    }

    @Test
    void givesNothingForAHeaderThatTheEndCutsOff() {
        Received received = Received.from(stream);

        stream.send(Frames.command(1, "abc").encode().getBuffer(0, 9));
        stream.end();

        assertThat(received.frames).isEmpty();
        assertThat(received.faults).isEmpty();
        assertThat(received.ends).isOne();
    }

    @Test
    void givesNoFrameForDataThatTheEndCutsOff() {
        Received received = Received.from(stream);

        stream.send(Frames.command(1, "abc").encode().getBuffer(0, 18));
        stream.end();

        assertThat(received.frames).isEmpty();
        assertThat(received.ends).isOne();
    }

    @Test
    void goesOnWithTheNextFrameAfterAHandlerFailed() {
        Received received = new Received();
        new FrameDecoder(stream)
                .start(
                        frame -> {
                            received.frames.add(frame);
                            if (received.frames.size() == 1) {
                                throw new IllegalStateException("defect");
                            }
                        },
                        received.faults::add,
                        none -> received.ends++);

        assertThatThrownBy(() -> stream.send(Frames.bytes(Frames.numbered(2)))).hasMessage("defect");
        stream.send(Frames.command(7, "").encode());
        stream.end();

        assertThat(received.instructions()).containsExactly(0, 1, 7);
        assertThat(received.ends).isOne();
    }
}
