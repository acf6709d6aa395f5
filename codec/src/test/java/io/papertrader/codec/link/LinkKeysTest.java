package io.papertrader.codec.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeysTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SecureRandom random = new SecureRandom();

    @Test
    void readsBackWhatItWrites() throws LinkFault {
        LinkKeys keys = LinkKeys.generate("master", random, NOW);

        LinkKeys read = LinkKeys.parse(keys.secretArmored());

        assertThat(read.publicKey()).isEqualTo(keys.publicKey()).hasSameHashCodeAs(keys.publicKey());
        assertThat(read.secretArmored()).isEqualTo(keys.secretArmored());
        assertThat(LinkPublicKey.parse(keys.publicKey().armored())).isEqualTo(keys.publicKey());
    }

    @Test
    void makesOtherKeysEachTime() throws LinkFault {
        assertThat(LinkKeys.generate("a", random, NOW).publicKey())
                .isNotEqualTo(LinkKeys.generate("a", random, NOW).publicKey());
    }

    @Test
    void hidesTheSecretInText() throws LinkFault {
        LinkKeys keys = LinkKeys.generate("master", random, NOW);

        assertThat(keys).hasToString("LinkKeys[" + keys.publicKey().fingerprint() + ", secret hidden]");
        assertThat(keys.publicKey().fingerprint()).matches("[0-9A-F]{40}");
    }

    @Test
    void refusesSecretAndPublicKeyInEachOthersPlace() throws LinkFault {
        LinkKeys keys = LinkKeys.generate("master", random, NOW);

        assertThatThrownBy(() -> LinkKeys.parse(keys.publicKey().armored()))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining(
                        "public key where the secret key is wanted: type \"gpg --armor --export-secret-keys");
        assertThatThrownBy(() -> LinkPublicKey.parse(keys.secretArmored()))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("secret key where the public key is wanted: type \"gpg --armor --export NAME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a key", "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n"})
    void refusesWhatIsNoKey(String text) {
        assertThatThrownBy(() -> LinkPublicKey.parse(text)).isInstanceOf(LinkFault.class);
        assertThatThrownBy(() -> LinkKeys.parse(text)).isInstanceOf(LinkFault.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void readsArmorBehindAByteOrderMark(String encoding) throws Exception {
        LinkKeys keys = LinkKeys.generate("master", random, NOW);

        assertThat(LinkKeys.parse(marked(keys.secretArmored(), encoding)).publicKey())
                .isEqualTo(keys.publicKey());
        assertThat(LinkPublicKey.parse(marked(keys.publicKey().armored(), encoding)))
                .isEqualTo(keys.publicKey());
    }

    private static byte[] marked(String armored, String encoding) {
        return ("\uFEFF" + armored).getBytes(Charset.forName(encoding));
    }

    @Test
    void refusesKeyOverTheLimitUnread() {
        assertThatThrownBy(() -> LinkPublicKey.parse(new byte[LinkPublicKey.MAX_KEY_BYTES + 1]))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("at most");
    }

    @Test
    void refusesToUseAPrimaryKeyThatCanOnlyEncrypt() throws LinkFault {
        // A version 4 packet of an X25519 key; BouncyCastle misses a subkey's signatures on it.
        byte[] packet = HexFormat.of().parseHex("982604695735a519" + "09".repeat(32));
        LinkPublicKey key = LinkPublicKey.parse(packet);

        assertThatThrownBy(() -> key.signingKeys(NOW)).isInstanceOf(LinkFault.class);
        assertThatThrownBy(() -> key.encryptionKey(NOW)).isInstanceOf(LinkFault.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 20_260_102, -7})
    void anyBytesGiveUsableKeyOrLinkFault(long seed) throws LinkFault, IOException {
        var source = new Random(seed);
        LinkKeys keys = LinkKeys.generate("master", random, NOW);
        byte[] publicText = keys.publicKey().armored().getBytes(StandardCharsets.US_ASCII);
        byte[] publicPackets = LinkPublicKey.readOne(publicText).getEncoded();
        byte[] secretText = keys.secretArmored().getBytes(StandardCharsets.US_ASCII);

        for (int i = 0; i < 1_000; i++) {
            tryPublic(SealedMessageTest.mutated(publicText, source));
            tryPublic(SealedMessageTest.mutated(publicPackets, source));
            trySecret(SealedMessageTest.mutated(secretText, source));
        }
    }

    private static void tryPublic(byte[] bytes) {
        try {
            LinkPublicKey key = LinkPublicKey.parse(bytes);
            key.encryptionKey(NOW);
            key.signingKeys(NOW);
        } catch (LinkFault expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }

    private static void trySecret(byte[] bytes) {
        try {
            LinkKeys.parse(new String(bytes, StandardCharsets.ISO_8859_1)).signingKey(NOW);
        } catch (LinkFault expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }
}
