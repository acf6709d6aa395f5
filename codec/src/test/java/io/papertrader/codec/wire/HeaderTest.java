package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {
    @Test
    void writesSixteenBytesInTheOrderOfTheProtocol() {
        Header header = new Header(MessageType.SERVER_RETURN, 74, 65_536, 255, 2, 3);

        Buffer bytes = header.appendTo(Buffer.buffer());

        assertThat(bytes).isEqualTo(Frames.header(3, 74, 65_536, 255, 2, 3));
        assertThat(bytes.length()).isEqualTo(Header.SIZE).isEqualTo(16);
        assertThat(Header.read(bytes)).isEqualTo(header);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536})
    void readsEveryDataSizeUpToTheLimit(int dataSize) {
        assertThat(Header.read(Frames.header(1, 1, dataSize, 0, 1, 1)).dataSize())
                .isEqualTo(dataSize);
    }

    @ParameterizedTest
    @ValueSource(longs = {65_537, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL})
    void refusesADataSizeOverTheLimit(long dataSize) {
        assertMalformed(Frames.header(1, 1, dataSize, 0, 1, 1), "dataSize " + dataSize + " is over the limit of 65536");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 255})
    void refusesUnknownMessageTypes(int type) {
        assertMalformed(Frames.header(type, 1, 0, 0, 1, 1), "unknown messageType " + type);
    }

    @ParameterizedTest(name = "messageType {0}: {1}/{2}")
    @CsvSource({"1,0,0", "1,0,1", "1,1,2", "2,2,2", "4,1,2", "3,0,1", "3,2,1", "3,1,0", "3,4294967295,4294967295"})
    void refusesImpossiblePacketNumbers(int type, long number, long max) {
        assertMalformed(
                Frames.header(type, 1, 0, 0, number, max),
                "dataMessageNumber/dataMessageMax cannot be " + number + "/" + max);
    }

    @ParameterizedTest(name = "messageType {0}: {1}/{2}")
    @CsvSource({"1,1,1", "2,1,1", "4,1,1", "3,1,1", "3,1,2", "3,2,2", "3,2147483647,2147483647"})
    void readsPossiblePacketNumbers(int type, int number, int max) {
        Header header = Header.read(Frames.header(type, 1, 0, 0, number, max));

        assertThat(header.number()).isEqualTo(number);
        assertThat(header.max()).isEqualTo(max);
    }

    @ParameterizedTest(name = "instruction {0}, dataSize {1}, argumentCount {2}")
    @CsvSource({"-1,0,0", "65536,0,0", "1,-1,0", "1,65537,0", "1,0,-1", "1,0,256"})
    void cannotBeMadeWithWhatDoesNotFitItsBytes(int instruction, int dataSize, int argumentCount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Header.single(MessageType.COMMAND, instruction, dataSize, argumentCount));
    }

    private static void assertMalformed(Buffer bytes, String reason) {
        assertThatThrownBy(() -> Header.read(bytes)).isInstanceOfSatisfying(WireFault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FailCode.MALFORMED);
            assertThat(fault.reason()).isEqualTo(reason);
        });
    }
}
