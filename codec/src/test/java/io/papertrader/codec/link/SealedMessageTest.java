package io.papertrader.codec.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedMessageTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final byte[] CONTENT = "version, worker, nonce".getBytes(UTF_8);

    private static LinkKeys worker;
    private static LinkKeys master;
    private final SecureRandom random = new SecureRandom();

    @BeforeAll
    static void makeKeys() throws LinkFault {
        worker = LinkKeys.generate("worker", new SecureRandom(), NOW);
        master = LinkKeys.generate("master", new SecureRandom(), NOW);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 8_192, 65_000})
    void opensWhatWasSealed(int length) throws LinkFault {
        byte[] content = new byte[length];
        random.nextBytes(content);

        OpenedMessage opened = SealedMessage.open(seal(content), master);

        assertThat(opened.content()).isEqualTo(content);
        opened.requireSignedBy(worker.publicKey(), NOW);
    }

    @Test
    void refusesSignatureOfAnotherKey() throws LinkFault {
        OpenedMessage opened = SealedMessage.open(seal(CONTENT), master);

        assertThatThrownBy(() -> opened.requireSignedBy(master.publicKey(), NOW))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("not signed by");
    }

    @Test
    void refusesToOpenWhatIsSealedToAnother() throws LinkFault {
        byte[] message = seal(CONTENT);

        assertThatThrownBy(() -> SealedMessage.open(message, worker))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("not encrypted to this server");
    }

    @Test
    void refusesKeyThatIsNotYetValid() {
        assertThatThrownBy(() -> SealedMessage.seal(CONTENT, worker, master.publicKey(), random, NOW.minusSeconds(60)))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("not yet valid");
    }

    @Test
    void refusesContentThatDoesNotFitIntoOneMessage() {
        assertThatThrownBy(() -> seal(new byte[SealedMessage.MAX_BYTES])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMessageOverTheLimitUnread() {
        assertThatThrownBy(() -> SealedMessage.open(new byte[SealedMessage.MAX_BYTES + 1], master))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("at most");
    }

    @Test
    void refusesEveryChangedByte() throws LinkFault {
        byte[] message = seal(CONTENT);

        for (int i = 0; i < message.length; i++) {
            byte[] changed = message.clone();
            changed[i] ^= 0x20;
            assertThat(opens(changed)).as("byte %d changed", i).isFalse();
        }
    }

    @Test
    void refusesEveryCutAndEveryAddition() throws LinkFault {
        byte[] message = seal(CONTENT);

        for (int length = 0; length < message.length; length++) {
            assertThat(opens(Arrays.copyOf(message, length)))
                    .as("cut to %d", length)
                    .isFalse();
        }
        assertThat(opens(Arrays.copyOf(message, message.length + 1))).isFalse();
        assertThat(opens(joined(message, message))).isFalse();
    }

    @Test
    void refusesMessageWithoutModificationDetectionCode() throws Exception {
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(false)
                .setSecureRandom(random));
        generator.addMethod(
                new BcPublicKeyKeyEncryptionMethodGenerator(master.publicKey().encryptionKey(NOW)));
        var message = new ByteArrayOutputStream();
        try (var encrypted = generator.open(message, CONTENT.length)) {
            encrypted.write(CONTENT);
        }

        assertThatThrownBy(() -> SealedMessage.open(message.toByteArray(), master))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("no modification detection code");
    }

    @Test
    void refusesTwoContentsInOneMessage() throws Exception {
        byte[] packets = EncryptedPacket.decrypt(seal(CONTENT), master);

        assertThatThrownBy(() -> SignedPackets.read(joined(packets, packets)))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("more than one content");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_102, -7})
    void anyBytesGiveContentOrLinkFault(long seed) throws LinkFault {
        var source = new Random(seed);
        byte[] message = seal(CONTENT);
        byte[] packets = EncryptedPacket.decrypt(message, master);

        for (int i = 0; i < 2_000; i++) {
            opens(mutated(message, source));
            byte[] inner = mutated(packets, source);
            readsPackets(inner);
            byte[] noise = new byte[source.nextInt(300)];
            source.nextBytes(noise);
            opens(noise);
            readsPackets(noise);
        }
    }

    /** Changes, cuts or repeats a few bytes: what a careless or hostile peer makes of a good message. */
    static byte[] mutated(byte[] message, Random source) {
        byte[] bytes = Arrays.copyOf(message, 1 + source.nextInt(message.length + 4));
        for (int i = source.nextInt(4); i >= 0; i--) {
            // Most structure is at the front.
            int bound = source.nextBoolean() ? bytes.length : Math.min(bytes.length, 24);
            bytes[source.nextInt(bound)] = (byte) source.nextInt(256);
        }
        return bytes;
    }

    private void readsPackets(byte[] packets) {
        try {
            OpenedMessage opened = SignedPackets.read(packets);
            opened.requireSignedBy(worker.publicKey(), NOW);
        } catch (LinkFault expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }

    private static boolean opens(byte[] message) {
        try {
            SealedMessage.open(message, master);
            return true;
        } catch (LinkFault expected) {
            assertThat(expected.reason()).isNotBlank();
            return false;
        }
    }

    private byte[] seal(byte[] content) throws LinkFault {
        return SealedMessage.seal(content, worker, master.publicKey(), random, NOW);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
