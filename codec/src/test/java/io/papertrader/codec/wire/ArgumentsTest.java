package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.wire.Sample.Plain;
import io.papertrader.codec.wire.Sample.Words;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {
    private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @ParameterizedTest(name = "\"{0}\" is \"{1}\" and \"{2}\"")
    @CsvSource({
        "'a b','a','b'",
        "'a b c','a','b c'",
        "'a  b','a',' b'",
        "'a ','a',''",
        "'a  ','a',' '",
        "' b','','b'",
        "' ','',''",
        "'ä €','ä','€'"
    })
    void givesTheLastArgumentAllTheSpaces(String data, String first, String second) {
        Words words = Words.LAYOUT.fromArguments(Buffer.buffer(data), 2);

        assertThat(words).isEqualTo(new Words(first, second));
        assertThat(Words.LAYOUT.toArguments(words)).isEqualTo(Buffer.buffer(data));
    }

    @ParameterizedTest(name = "\"{0}\" as {1}")
    @CsvSource({"'',2", "'a',2", "'a b',0", "'a b',1", "'a b',3", "'a b',255", "'',0"})
    void refusesAnotherNumberOfArguments(String data, int count) {
        assertBad(() -> Words.LAYOUT.fromArguments(Buffer.buffer(data), count));
    }

    @Test
    void saysWhichArgumentsAreDue() {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> Words.LAYOUT.fromArguments(Buffer.buffer("a"), 1))
                .withMessage("takes 2 arguments (first second), got 1");
    }

    @Test
    void refusesDataWhereThereAreNoArguments() {
        Layout<String> none = Layout.of(String.class, () -> "nothing");

        assertThat(none.fromArguments(Buffer.buffer(), 0)).isEqualTo("nothing");
        assertBad(() -> none.fromArguments(Buffer.buffer(" "), 0));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[][] bytes = {
            {'a', ' ', (byte) 0xFF}, {'a', ' ', (byte) 0xC3}, {'a', ' ', (byte) 0xED, (byte) 0xA0, (byte) 0x80}
        };

        for (byte[] data : bytes) {
            assertBad(() -> Words.LAYOUT.fromArguments(Buffer.buffer(data), 2));
        }
    }

    @Test
    void readsWhatItWrote() {
        Plain plain =
                new Plain(255, Long.MIN_VALUE, 1_250_000_000L, true, UUID.fromString(ID), Instant.ofEpochMilli(-1));

        Buffer data = Plain.LAYOUT.toArguments(plain);

        assertThat(data).hasToString("255 -9223372036854775808 12.5 true " + ID + " -1");
        assertThat(Plain.LAYOUT.fromArguments(data, 6)).isEqualTo(plain);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "256 0 0 true ID 0",
                "-1 0 0 true ID 0",
                "4294967297 0 0 true ID 0",
                "1 9223372036854775808 0 true ID 0",
                "1 +1 0 true ID 0",
                "1 ١ 0 true ID 0",
                "1 x 0 true ID 0",
                "1 0 1e3 true ID 0",
                "1 0 0.123456789 true ID 0",
                "1 0 92233720368.54775808 true ID 0",
                "1 0 0 TRUE ID 0",
                "1 0 0 1 ID 0",
                "1 0 0 true 0f8fad5bd9cb469fa16570867728950e 0",
                "1 0 0 true 0f8fad5bd-9cb-469f-a165-70867728950e 0",
                "1 0 0 true 0f8fad5b-d9cb-469f-a165-7086772895zz 0",
                "1 0 0 true +f8fad5b-d9cb-469f-a165-70867728950e 0",
                "1 0 0 true ID x",
                "1 0 0 true ID 1 "
            })
    void refusesWhatIsNoPlainValue(String data) {
        assertBad(() -> Plain.LAYOUT.fromArguments(Buffer.buffer(data.replace("ID", ID)), 6));
    }

    @Test
    void namesTheFieldAndNeverRepeatsWhatWasSent() {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> Plain.LAYOUT.fromArguments(Buffer.buffer("1 secret 0 true " + ID + " 0"), 6))
                .withMessage("number must be a whole number");
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(
                        () -> Plain.LAYOUT.fromArguments(Buffer.buffer("1 1 0 true " + "secret".repeat(6) + " 0"), 6))
                .withMessage("id must be a UUID");
    }

    @Test
    void cannotBeWrittenWithASpaceBeforeTheLastArgument() {
        assertThatIllegalArgumentException().isThrownBy(() -> Words.LAYOUT.toArguments(new Words("a b", "c")));
    }

    private static void assertBad(Runnable reading) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(reading::run)
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FailCode.BAD_ARGUMENT));
    }
}
