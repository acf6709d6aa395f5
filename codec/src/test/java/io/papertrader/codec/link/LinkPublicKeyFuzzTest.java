package io.papertrader.codec.link;

import static io.papertrader.codec.link.KnownServers.NOW;
import static io.papertrader.codec.link.KnownServers.WORKER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes in place of a key file, and the use of every key that was read. */
class LinkPublicKeyFuzzTest {
    static Stream<byte[]> seeds() throws LinkFault, IOException {
        byte[] armored = WORKER.publicKey().armored().getBytes(UTF_8);
        return Stream.of(
                armored,
                LinkPublicKey.readOne(armored).getEncoded(),
                WORKER.secretArmored().getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsAKeyOrGivesAFault(byte[] input) {
        LinkPublicKey key;
        try {
            key = LinkPublicKey.parse(input);
        } catch (LinkFault fault) {
            assertThat(fault.reason()).isNotBlank();
            return;
        }
        assertThat(parsed(key.armored())).isEqualTo(key);
        usable(() -> key.signingKeys(NOW));
        usable(() -> key.encryptionKey(NOW));
        usable(() -> SealedMessage.seal(new byte[1], WORKER, key, new KnownRandom(6), NOW));
    }

    private static LinkPublicKey parsed(String armored) {
        try {
            return LinkPublicKey.parse(armored);
        } catch (LinkFault fault) {
            throw new AssertionError("does not read what it wrote", fault);
        }
    }

    private static void usable(Use use) {
        try {
            assertThat(use.of()).isNotNull();
        } catch (LinkFault fault) {
            assertThat(fault.reason()).isNotBlank();
        }
    }

    @FunctionalInterface
    private interface Use {
        Object of() throws LinkFault;
    }
}
