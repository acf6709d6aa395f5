package io.papertrader.codec.wire;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data transfer mechanism: a result cut into numbered packets, and joined again. */
public final class DataTransfer {
    /** The most bytes of a result in one packet. */
    public static final int PACKET_SIZE = 32_768;

    /** The most packets in a set: a result of 32 MiB. */
    public static final int MAX_PACKETS = 1_024;

    /** The most bytes of a result. */
    static final int MAX_BYTES = MAX_PACKETS * PACKET_SIZE;

    private final Buffer joined = Buffer.buffer();
    private int received;
    private int expected;

    /** An empty result is one packet with no data; one over the limit throws {@link IllegalArgumentException}. */
    public static List<Frame> split(int instruction, Buffer result) {
        int max = Math.max(1, Math.ceilDiv(result.length(), PACKET_SIZE));
        if (max > MAX_PACKETS) {
            throw new IllegalArgumentException("a result of " + result.length() + " bytes is over the limit");
        }
        List<Frame> packets = new ArrayList<>(max);
        for (int number = 1; number <= max; number++) {
            Buffer data = result.slice((number - 1) * PACKET_SIZE, Math.min(number * PACKET_SIZE, result.length()));
            Header header = new Header(MessageType.SERVER_RETURN, instruction, data.length(), 0, number, max);
            packets.add(new Frame(header, data));
        }
        return packets;
    }

    /**
     * Takes the next packet of one set; gives the whole result with the last. Throws {@link WireFault} out of order.
     */
    public Optional<Buffer> join(Frame packet) {
        Header header = packet.header();
        if (header.max() > MAX_PACKETS) {
            throw WireFault.malformed("a set of " + header.max() + " packets is over the limit of " + MAX_PACKETS);
        }
        if (header.dataSize() > PACKET_SIZE) {
            throw WireFault.malformed("a packet has at most " + PACKET_SIZE + " bytes");
        }
        if (received == 0) {
            expected = header.max();
        }
        if (header.number() != received + 1 || header.max() != expected) {
            throw WireFault.malformed("packet " + header.number() + "/" + header.max() + " came where " + (received + 1)
                    + "/" + expected + " was due");
        }
        received++;
        joined.appendBuffer(packet.data());
        return received == expected ? Optional.of(joined) : Optional.empty();
    }

    /** True where some packets of the set have come, and some have not. */
    public boolean isUnfinished() {
        return received < expected;
    }
}
