package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.wire.Sample.Pair;
import io.papertrader.codec.wire.Sample.Words;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryTest {
    private static final Sample SAMPLE = new Sample(
            "é",
            -1,
            Instant.ofEpochMilli(Long.MAX_VALUE),
            true,
            65_535,
            0xFFFF_FFFFL,
            List.of(Optional.of(new UUID(1, 2)), Optional.empty()));

    @Test
    void writesEveryTypeBigEndian() {
        Buffer expected = Buffer.buffer()
                .appendUnsignedShort(2)
                .appendString("é")
                .appendLong(-1)
                .appendLong(Long.MAX_VALUE)
                .appendByte((byte) 1)
                .appendUnsignedShort(65_535)
                .appendInt(-1)
                .appendInt(2)
                .appendByte((byte) 1)
                .appendLong(1)
                .appendLong(2)
                .appendByte((byte) 0);

        assertThat(Sample.LAYOUT.toBinary(SAMPLE)).isEqualTo(expected);
        assertThat(Sample.LAYOUT.fromBinary(expected)).isEqualTo(SAMPLE);
    }

    @Test
    void refusesDataThatEndsTooEarlyOrTooLateWhereverItIsCut() {
        Buffer whole = Sample.LAYOUT.toBinary(SAMPLE);

        for (int length = 0; length < whole.length(); length++) {
            Buffer part = whole.getBuffer(0, length);
            assertBad(() -> Sample.LAYOUT.fromBinary(part));
        }
        assertBad(() -> Sample.LAYOUT.fromBinary(whole.copy().appendByte((byte) 0)));
    }

    @ParameterizedTest(name = "a list of {0}")
    @CsvSource({"2", "2147483647", "2147483648", "4294967295"})
    void refusesAListThatSaysMoreItemsThanThereAreBytes(long count) {
        Layout<Ids> layout = Layout.of(Ids.class, Field.field("ids", FieldType.BOOL.list(), Ids::flags), Ids::new);
        Buffer data = Buffer.buffer().appendUnsignedInt(count).appendByte((byte) 1);

        assertBad(() -> layout.fromBinary(data));
    }

    @Test
    void refusesAStringLongerThanTheData() {
        assertBad(() -> Words.LAYOUT.fromBinary(
                Buffer.buffer().appendUnsignedShort(65_535).appendString("ab")));
    }

    @Test
    void refusesABoolAndAnOptionThatAreNeitherZeroNorOne() {
        Layout<Maybe> layout =
                Layout.of(Maybe.class, Field.field("flag", FieldType.BOOL.optional(), Maybe::flag), Maybe::new);

        assertThat(layout.fromBinary(Buffer.buffer(new byte[] {1, 0}))).isEqualTo(new Maybe(Optional.of(false)));
        assertBad(() -> layout.fromBinary(Buffer.buffer(new byte[] {2, 0})));
        assertBad(() -> layout.fromBinary(Buffer.buffer(new byte[] {1, (byte) 0xFF})));
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        assertBad(() -> Words.LAYOUT.fromBinary(Buffer.buffer(new byte[] {0, 1, (byte) 0xFF, 0, 0})));
    }

    @Test
    void writesAStringOf65535BytesAndNoLongerOne() {
        Words longest = new Words("x".repeat(65_535), "");

        assertThat(Words.LAYOUT.fromBinary(Words.LAYOUT.toBinary(longest))).isEqualTo(longest);
        assertThatIllegalArgumentException().isThrownBy(() -> Words.LAYOUT.toBinary(new Words("x".repeat(65_536), "")));
    }

    @ParameterizedTest(name = "u16 {0}, u32 {1}")
    @CsvSource({"-1,0", "65536,0", "0,-1", "0,4294967296"})
    void cannotWriteAWholeNumberThatDoesNotFit(int small, long large) {
        Sample sample = new Sample("", 0, Instant.EPOCH, false, small, large, List.of());

        assertThatIllegalArgumentException().isThrownBy(() -> Sample.LAYOUT.toBinary(sample));
    }

    @Test
    void cannotWriteAnotherNumberOfBytesThanTheFieldHas() {
        assertThat(Pair.LAYOUT.toBinary(new Pair(Buffer.buffer(new byte[2]))).length())
                .isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pair.LAYOUT.toBinary(new Pair(Buffer.buffer(new byte[3]))));
    }

    private static void assertBad(Runnable reading) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(reading::run)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FailCode.BAD_ARGUMENT));
    }

    private record Ids(List<Boolean> flags) {}

    private record Maybe(Optional<Boolean> flag) {}
}
