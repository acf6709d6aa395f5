package io.papertrader.codec.link;

import static io.papertrader.codec.link.KnownServers.HELLO;
import static io.papertrader.codec.link.KnownServers.MASTER;
import static io.papertrader.codec.link.KnownServers.NOW;
import static io.papertrader.codec.link.KnownServers.WORKER;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in place of a sealed hello, and in place of the packets inside it: what the modification detection code
 * keeps from a stranger, a worker of ill will can still send.
 */
class SealedMessageFuzzTest {
    static Stream<byte[]> seeds() throws LinkFault {
        byte[] sealed = KnownServers.seal(HelloContent.LAYOUT.toBinary(HELLO).getBytes());
        return Stream.of(sealed, EncryptedPacket.decrypt(sealed, MASTER), KnownServers.seal(new byte[0]));
    }

    @MethodSource("seeds")
    @FuzzTest
    void opensAContentOrGivesAFault(byte[] input) {
        checks(() -> SealedMessage.open(input, MASTER));
        checks(() -> SignedPackets.read(input));
    }

    private static void checks(Opening opening) {
        try {
            OpenedMessage opened = opening.open();
            assertThat(opened.content()).hasSizeLessThanOrEqualTo(SealedMessage.MAX_BYTES);
            opened.requireSignedBy(WORKER.publicKey(), NOW);
        } catch (LinkFault fault) {
            assertThat(fault.reason()).isNotBlank();
        }
    }

    @FunctionalInterface
    private interface Opening {
        OpenedMessage open() throws LinkFault;
    }
}
