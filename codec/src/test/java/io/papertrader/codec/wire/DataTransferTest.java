package io.papertrader.codec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.papertrader.codec.Seeds;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DataTransferTest {
    static final List<Long> SEEDS = Seeds.of(20);
    private static final int DATA = 74;

    @ParameterizedTest(name = "{0} bytes in {1} packets")
    @CsvSource({"0,1", "1,1", "32767,1", "32768,1", "32769,2", "65536,2", "65537,3"})
    void cutsIntoPacketsOfAtMost32768Bytes(int bytes, int packets) {
        List<Frame> set = DataTransfer.split(DATA, Buffer.buffer(new byte[bytes]));

        assertThat(set).hasSize(packets).allSatisfy(packet -> {
            assertThat(packet.header().max()).isEqualTo(packets);
            assertThat(packet.data().length()).isLessThanOrEqualTo(DataTransfer.PACKET_SIZE);
        });
        assertThat(set.stream().mapToInt(packet -> packet.data().length()).sum())
                .isEqualTo(bytes);
    }

    @ParameterizedTest(name = "seed {0}")
    @FieldSource("SEEDS")
    void joinsWhatItCut(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(200_000)];
        random.nextBytes(bytes);
        DataTransfer packets = new DataTransfer();

        List<Optional<Buffer>> joined = DataTransfer.split(DATA, Buffer.buffer(bytes)).stream()
                .map(packet -> packets.join(Frame.decode(packet.encode())))
                .toList();

        assertThat(joined.getLast()).contains(Buffer.buffer(bytes));
        assertThat(joined.subList(0, joined.size() - 1)).allMatch(Optional::isEmpty);
    }

    @Test
    void takesAsManyPacketsAsTheLimitAndNoMore() {
        int limit = DataTransfer.MAX_PACKETS * DataTransfer.PACKET_SIZE;

        assertThat(DataTransfer.split(DATA, Buffer.buffer(new byte[limit]))).hasSize(1_024);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataTransfer.split(DATA, Buffer.buffer(new byte[limit + 1])));
        assertThat(new DataTransfer().join(packet(1, 1_024, 1))).isEmpty();
        assertFault(new DataTransfer(), packet(1, 1_025, 1));
    }

    @Test
    void refusesAPacketOutOfOrder() {
        DataTransfer packets = new DataTransfer();
        packets.join(packet(1, 3, 1));

        assertFault(packets, packet(3, 3, 1));
        assertFault(new DataTransfer(), packet(2, 3, 1));
    }

    @Test
    void refusesASetThatChangesItsLength() {
        DataTransfer packets = new DataTransfer();
        packets.join(packet(1, 3, 1));

        assertFault(packets, packet(2, 2, 1));
    }

    @Test
    void refusesAPacketOverTheSizeOfAPacket() {
        assertThat(new DataTransfer().join(packet(1, 1, 32_768))).isPresent();
        assertFault(new DataTransfer(), packet(1, 1, 32_769));
    }

    @Test
    void refusesAPacketAfterTheLast() {
        DataTransfer packets = new DataTransfer();
        packets.join(packet(1, 1, 1));

        assertFault(packets, packet(1, 1, 1));
        assertFault(packets, packet(2, 2, 1));
    }

    private static Frame packet(int number, int max, int bytes) {
        return new Frame(
                new Header(MessageType.SERVER_RETURN, DATA, bytes, 0, number, max), Buffer.buffer(new byte[bytes]));
    }

    private static void assertFault(DataTransfer packets, Frame packet) {
        assertThatExceptionOfType(WireFault.class)
                .isThrownBy(() -> packets.join(packet))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(FailCode.MALFORMED));
    }
}
