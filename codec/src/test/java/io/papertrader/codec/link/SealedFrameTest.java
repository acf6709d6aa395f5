package io.papertrader.codec.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.MessageCodec;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedFrameTest {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    private final SealedFrameEncoder encoder = new SealedFrameEncoder(KEY);
    private final List<Buffer> opened = new ArrayList<>();
    private final List<LinkFault> faults = new ArrayList<>();
    private final SealedFrameDecoder decoder = SealedFrameDecoder.fed(KEY, opened::add, faults::add);

    @Test
    void writesTheRecordOfTheProtocol() throws Exception {
        encoder.seal(Buffer.buffer("first"));
        byte[] plaintext = "second".getBytes(UTF_8);

        Buffer second = encoder.seal(Buffer.buffer(plaintext));

        byte[] length = ByteBuffer.allocate(4).putInt(plaintext.length + 16).array();
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(1).array();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(length);
        assertThat(second).isEqualTo(Buffer.buffer(length).appendBytes(cipher.doFinal(plaintext)));
    }

    @Test
    void opensEmptyAndLargestPlaintext() {
        Buffer largest = Buffer.buffer(new byte[SealedFrame.MAX_PLAINTEXT]);

        decoder.handle(encoder.seal(Buffer.buffer()));
        decoder.handle(encoder.seal(largest));

        assertThat(opened).containsExactly(Buffer.buffer(), largest);
        assertThat(faults).isEmpty();
    }

    @Test
    void refusesToSealMoreThanTheLimit() {
        Buffer tooLong = Buffer.buffer(new byte[SealedFrame.MAX_PLAINTEXT + 1]);

        assertThatThrownBy(() -> encoder.seal(tooLong)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, 0, 15, SealedFrame.MAX_PLAINTEXT + 17})
    void refusesImpossibleLengthBeforeTheRecordArrives(int length) {
        decoder.handle(Buffer.buffer().appendInt(length));

        assertThat(faults)
                .singleElement()
                .extracting(LinkFault::reason)
                .asString()
                .contains("impossible length");
    }

    @Test
    void refusesChangedRecordAndDeliversNothingAfterIt() {
        Buffer good = encoder.seal(Buffer.buffer("good"));
        Buffer changed = encoder.seal(Buffer.buffer("changed"));
        changed.setByte(7, (byte) (changed.getByte(7) ^ 1));
        Buffer after = encoder.seal(Buffer.buffer("after"));

        decoder.handle(Buffer.buffer().appendBuffer(good).appendBuffer(changed).appendBuffer(after));
        decoder.handle(after);
        decoder.resume();

        assertThat(opened).containsExactly(Buffer.buffer("good"));
        assertThat(faults)
                .singleElement()
                .extracting(LinkFault::reason)
                .asString()
                .contains("does not open");
    }

    @Test
    void refusesRepeatedRecord() {
        Buffer first = encoder.seal(Buffer.buffer("first"));

        decoder.handle(first);
        decoder.handle(first);

        assertThat(opened).hasSize(1);
        assertThat(faults).hasSize(1);
    }

    @Test
    void refusesRecordsOutOfOrder() {
        Buffer first = encoder.seal(Buffer.buffer("first"));
        Buffer second = encoder.seal(Buffer.buffer("second"));

        decoder.handle(second);
        decoder.handle(first);

        assertThat(opened).isEmpty();
        assertThat(faults).hasSize(1);
    }

    @Test
    void refusesRecordOfAnotherKey() {
        var other = new SealedFrameEncoder(
                new SecretKeySpec(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, "AES"));

        decoder.handle(other.seal(Buffer.buffer("text")));

        assertThat(opened).isEmpty();
        assertThat(faults).hasSize(1);
    }

    @Test
    void readsStreamAndHoldsItWhilePaused() {
        var stream = new ManualStream();
        SealedFrameDecoder reading = SealedFrameDecoder.reading(stream, KEY, opened::add, faults::add);
        Buffer two = encoder.seal(Buffer.buffer("one")).appendBuffer(encoder.seal(Buffer.buffer("two")));
        reading.pause();

        stream.push(two);

        assertThat(opened).isEmpty();
        assertThat(stream.isPaused()).isTrue();
        reading.resume();
        assertThat(opened).containsExactly(Buffer.buffer("one"), Buffer.buffer("two"));
        assertThat(stream.isPaused()).isFalse();
    }

    @Test
    void reportsStreamThatEndsInsideRecord() {
        var stream = new ManualStream();
        SealedFrameDecoder.reading(stream, KEY, opened::add, faults::add);
        Buffer record = encoder.seal(Buffer.buffer("one"));

        stream.push(record.getBuffer(0, record.length() - 1));
        stream.end();

        assertThat(opened).isEmpty();
        assertThat(faults).hasSize(1);
    }

    @Test
    void renewsTheKeyAfterSoManyRecordsUnseenByItsReader() {
        var renewing = new SealedFrameEncoder(KEY, new KeyLife(3, Duration.ofDays(1)), () -> Instant.EPOCH);
        List<Buffer> sent = IntStream.range(0, 50)
                .mapToObj(i -> Buffer.buffer("record " + i))
                .toList();

        sent.forEach(plaintext -> decoder.handle(renewing.seal(plaintext)));

        assertThat(opened).isEqualTo(sent);
        assertThat(faults).isEmpty();
    }

    @Test
    void renewsTheKeyAfterSoLong() throws Exception {
        var now = new AtomicReference<>(Instant.EPOCH);
        var renewing = new SealedFrameEncoder(KEY, new KeyLife(1_000, Duration.ofHours(24)), now::get);
        decoder.handle(renewing.seal(Buffer.buffer("before")));
        now.set(Instant.EPOCH.plus(Duration.ofHours(24)));

        Buffer after = renewing.seal(Buffer.buffer("after"));

        decoder.handle(after);
        assertThat(opened).containsExactly(Buffer.buffer("before"), Buffer.buffer("after"));
        // The first record of the next key stands behind the change.
        Buffer record = new SealedFrameEncoder(TrafficKeys.next(KEY)).seal(Buffer.buffer("after"));
        assertThat(after.getBuffer(after.length() - record.length(), after.length()))
                .isEqualTo(record);
        assertThat(renewing.seal(Buffer.buffer("and on")).length())
                .isEqualTo(SealedFrame.LENGTH_BYTES + "and on".length() + SealedFrame.TAG_BYTES);
    }

    @Test
    void renewsTheKeysOfBothDirectionsEachForItself() {
        var life = new KeyLife(2, Duration.ofDays(1));
        SecretKey other = new SecretKeySpec(
                new byte[] {
                    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
                    28, 29, 30, 31, 32
                },
                "AES");
        var there = new SealedFrameEncoder(KEY, life, () -> Instant.EPOCH);
        var back = new SealedFrameEncoder(other, new KeyLife(5, Duration.ofDays(1)), () -> Instant.EPOCH);
        SealedFrameDecoder backDecoder = SealedFrameDecoder.fed(other, opened::add, faults::add);

        for (int i = 0; i < 20; i++) {
            decoder.handle(there.seal(Buffer.buffer("there")));
            backDecoder.handle(back.seal(Buffer.buffer("back")));
        }

        assertThat(opened).hasSize(40);
        assertThat(faults).isEmpty();
    }

    @Test
    void opensNothingSealedWithTheOldKeyAfterItsChange() {
        var renewing = new SealedFrameEncoder(KEY, new KeyLife(2, Duration.ofDays(1)), () -> Instant.EPOCH);
        decoder.handle(renewing.seal(Buffer.buffer("first")));
        decoder.handle(renewing.seal(Buffer.buffer("second, behind the change")));
        encoder.seal(Buffer.buffer("first"));
        encoder.seal(Buffer.buffer("in the change's place"));

        decoder.handle(encoder.seal(Buffer.buffer("with the old key")));

        assertThat(opened).hasSize(2);
        assertThat(faults)
                .singleElement()
                .extracting(LinkFault::reason)
                .asString()
                .contains("does not open");
    }

    @Test
    void takesTheNextKeyByHkdfExpand() throws Exception {
        var hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(KEY.getEncoded(), "HmacSHA256"));
        hmac.update("papertrader link v1 next key".getBytes(UTF_8));
        byte[] expanded = hmac.doFinal(new byte[] {1});

        assertThat(TrafficKeys.next(KEY).getEncoded()).isEqualTo(expanded);
    }

    @Test
    void saysTheChangeAsTheTableOfInstructionsDoes() throws Exception {
        LinkRecord record = LinkRecord.decode(KeyUpdates.plaintext());

        assertThat(record.frame()).isEqualTo(MessageCodec.encode(new LinkEvent.KeyUpdate()));
    }

    @Test
    void endsQuietlyBetweenRecords() {
        var stream = new ManualStream();
        SealedFrameDecoder.reading(stream, KEY, opened::add, faults::add);

        stream.push(encoder.seal(Buffer.buffer("one")));
        stream.end();

        assertThat(opened).hasSize(1);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_102, -7})
    void anySplitGivesTheSameRecords(long seed) {
        var source = new Random(seed);
        List<Buffer> sent = new ArrayList<>();
        Buffer stream = Buffer.buffer();
        for (int i = 0; i < 200; i++) {
            byte[] plaintext = new byte[source.nextInt(i % 20 == 0 ? SealedFrame.MAX_PLAINTEXT + 1 : 100)];
            source.nextBytes(plaintext);
            sent.add(Buffer.buffer(plaintext));
            stream.appendBuffer(encoder.seal(Buffer.buffer(plaintext)));
        }

        for (int from = 0; from < stream.length(); ) {
            int to = Math.min(stream.length(), from + source.nextInt(source.nextBoolean() ? 6 : 50_000));
            decoder.handle(stream.getBuffer(from, to));
            from = to;
        }

        assertThat(opened).isEqualTo(sent);
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_102, -7})
    void anyBytesGiveRecordsOrOneFault(long seed) {
        var source = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            List<LinkFault> found = new ArrayList<>();
            SealedFrameDecoder fresh = SealedFrameDecoder.fed(KEY, opened::add, found::add);
            Buffer record = new SealedFrameEncoder(KEY).seal(Buffer.buffer("plaintext"));
            byte[] bytes = SealedMessageTest.mutated(record.getBytes(), source);
            fresh.handle(Buffer.buffer(bytes));
            fresh.handle(Buffer.buffer(bytes));
            assertThat(found).hasSizeLessThanOrEqualTo(1);
        }
    }
}
