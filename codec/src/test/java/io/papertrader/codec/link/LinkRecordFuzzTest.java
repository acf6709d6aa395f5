package io.papertrader.codec.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any plaintext of a record. */
class LinkRecordFuzzTest {
    static Stream<byte[]> seeds() {
        return Stream.of(
                        ClientAddress.NONE,
                        ClientAddress.of(InetAddress.ofLiteral("192.0.2.7")),
                        ClientAddress.of(InetAddress.ofLiteral("2001:db8::7")))
                .map(client -> record(client).encode().getBytes());
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsARecordOrAFault(byte[] input) {
        LinkRecord record;
        try {
            record = LinkRecord.decode(Buffer.buffer(input));
        } catch (LinkFault fault) {
            assertThat(fault.reason()).isNotBlank();
            return;
        }
        assertThat(decoded(record.encode())).isEqualTo(record);
    }

    private static LinkRecord decoded(Buffer plaintext) {
        try {
            return LinkRecord.decode(plaintext);
        } catch (LinkFault fault) {
            throw new AssertionError("does not read what it wrote", fault);
        }
    }

    private static LinkRecord record(ClientAddress client) {
        Buffer data = Buffer.buffer("ada secret");
        Header header = Header.single(MessageType.COMMAND, 1, data.length(), 2);
        return new LinkRecord(
                7,
                UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                client,
                new Frame(header, data));
    }
}
