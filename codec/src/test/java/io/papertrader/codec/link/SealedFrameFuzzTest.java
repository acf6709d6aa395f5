package io.papertrader.codec.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.Script;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in place of records, and good records of which one byte is changed; cut anywhere, read with pauses. */
class SealedFrameFuzzTest {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    static Stream<byte[]> seeds() {
        Buffer unchanged = Buffer.buffer(new byte[] {0, 0, 0}).appendString("plaintexts of some records");
        Buffer changed = Buffer.buffer(new byte[] {0, 40, 1}).appendString("plaintexts of some records");
        Buffer sealed = new SealedFrameEncoder(KEY).seal(Buffer.buffer("a record"));
        return Stream.of(
                Script.input(unchanged, 9, 5),
                Script.input(unchanged, Script.PAUSE_AT_NEXT | 1, Script.SWITCH | 3),
                Script.input(changed, 10),
                Script.input(changed, Script.SWITCH | 6, Script.SWITCH | 2),
                Script.input(sealed, 3),
                Script.input(Buffer.buffer().appendInt(15)),
                Script.input(Buffer.buffer().appendInt(SealedFrame.MAX_PLAINTEXT + SealedFrame.TAG_BYTES), 2),
                Script.input(Buffer.buffer().appendInt(-1).appendBuffer(sealed)));
    }

    @MethodSource("seeds")
    @FuzzTest
    void opensTheSameRecordsAndAtMostOneFaultHoweverTheyArrive(byte[] input) {
        Script script = Script.of(input);

        opensAlike(script);
        opensUpToTheChange(script);
    }

    private static Reading opensAlike(Script script) {
        Reading whole = new Reading();
        Reading played = new Reading();
        script.whole().play(whole);
        script.play(played);
        whole.end();
        played.end();

        assertThat(whole.faults).hasSizeLessThan(2);
        assertThat(played.opened).isEqualTo(whole.opened);
        assertThat(played.faults).isEqualTo(whole.faults);
        return played;
    }

    /** The stream's first three bytes say which byte of the records is changed, and how; its pieces are sealed. */
    private static void opensUpToTheChange(Script script) {
        if (script.bytes().length() < 4) {
            return;
        }
        List<Buffer> plaintexts = new ArrayList<>();
        new Script(script.steps(), script.bytes().getBuffer(3, script.bytes().length())).play(plaintexts::add);
        SealedFrameEncoder encoder = new SealedFrameEncoder(KEY);
        List<Buffer> records = plaintexts.stream().map(encoder::seal).toList();
        Buffer stream = Buffer.buffer();
        records.forEach(stream::appendBuffer);
        int at = script.bytes().getUnsignedShort(0) % stream.length();
        byte change = script.bytes().getByte(2);
        stream.setByte(at, (byte) (stream.getByte(at) ^ change));

        Reading read = opensAlike(new Script(script.steps(), stream));

        int good = change == 0 ? records.size() : recordAt(records, at);
        assertThat(read.opened).isEqualTo(plaintexts.subList(0, good));
        assertThat(read.faults).hasSize(change == 0 ? 0 : 1);
    }

    private static int recordAt(List<Buffer> records, int at) {
        int end = 0;
        int number = 0;
        for (Buffer record : records) {
            end += record.length();
            if (at < end) {
                return number;
            }
            number++;
        }
        throw new AssertionError("behind the last record");
    }

    /** A decoder that a script reads with; it fails where something is opened behind a fault. */
    private static final class Reading implements Script.Reader {
        private final ManualStream stream = new ManualStream();
        /** The bytes that a paused stream keeps: a socket delivers them later, never inside the call that resumes. */
        private final Deque<Buffer> kept = new ArrayDeque<>();

        private final SealedFrameDecoder decoder =
                SealedFrameDecoder.reading(stream, KEY, this::opened, fault -> fault(fault.reason()));
        final List<Buffer> opened = new ArrayList<>();
        final List<String> faults = new ArrayList<>();
        private boolean paused;
        private boolean pausesAtNext;
        private boolean ended;

        @Override
        public void arrive(Buffer piece) {
            kept.add(piece);
            deliver();
        }

        @Override
        public void switchReading() {
            if (paused) {
                paused = false;
                decoder.resume();
                deliver();
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
            ended = true;
            deliver();
            if (paused) {
                switchReading();
            }
            // A record that was still left may have paused the reader once more.
            if (paused) {
                switchReading();
            }
        }

        private void deliver() {
            while (!stream.isPaused() && !kept.isEmpty()) {
                stream.push(kept.remove());
            }
            if (!stream.isPaused() && ended) {
                ended = false;
                stream.end();
            }
        }

        private void opened(Buffer plaintext) {
            assertThat(paused).as("paused").isFalse();
            assertThat(faults).isEmpty();
            opened.add(plaintext);
            if (pausesAtNext) {
                pausesAtNext = false;
                pause();
            }
        }

        private void fault(String reason) {
            assertThat(reason).isNotBlank();
            faults.add(reason);
        }

        private void pause() {
            paused = true;
            decoder.pause();
        }
    }
}
