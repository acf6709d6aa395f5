package io.papertrader.codec.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.LinkRequest.Heartbeat;
import io.papertrader.codec.message.MessageCodec;
import java.net.InetAddress;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkRecordTest {
    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "2001:db8::1"})
    void knowsHowManyBytesItTakes(String address) throws LinkFault {
        ClientAddress client = ClientAddress.of(InetAddress.ofLiteral(address));
        LinkRecord record =
                new LinkRecord(7, new UUID(1, 2), Instant.EPOCH, client, MessageCodec.encode(new Heartbeat()));

        assertThat(record.encode().length()).isEqualTo(record.encodedBytes());
        assertThat(LinkRecord.decode(record.encode())).isEqualTo(record);
    }
}
