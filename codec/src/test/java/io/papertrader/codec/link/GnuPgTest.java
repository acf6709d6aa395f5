package io.papertrader.codec.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Messages that this project seals, gpg reads; messages that gpg seals, this project reads; the keys of both work for
 * both.
 */
class GnuPgTest {
    private static final byte[] CONTENT = "hello of a worker \u00e9\n\r\n\0".getBytes(UTF_8);
    private static Instant now;

    private static GnuPg gpg;
    private static LinkKeys ours;
    private final SecureRandom random = new SecureRandom();

    @BeforeAll
    static void makeKeys() throws IOException, LinkFault {
        gpg = GnuPg.start();
        gpg.generate("curve", "ed25519", "cv25519", "never");
        gpg.generate("rsa", "rsa3072", "rsa3072", "never");
        gpg.generate("brief", "ed25519", "cv25519", "1d");
        // Taken last: no key is valid before it was made.
        now = InstantSource.system().instant();
        ours = LinkKeys.generate("ours", new SecureRandom(), now);
        gpg.importKey(ours.secretArmored());
    }

    @AfterAll
    static void stop() throws IOException {
        gpg.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curve", "rsa", "ours"})
    void gpgReadsAndVerifiesWhatIsSealedHere(String name) throws IOException, LinkFault {
        LinkKeys signer = gpg.linkKeys(name);

        byte[] message = SealedMessage.seal(CONTENT, signer, signer.publicKey(), random, now);

        String sealed = gpg.file("sealed", message);
        String status = gpg.text("--status-fd", "1", "--output", gpg.path("opened"), "--decrypt", sealed);
        assertThat(gpg.read("opened")).isEqualTo(CONTENT);
        assertThat(status)
                .contains("GOODSIG")
                .contains("VALIDSIG " + signer.publicKey().fingerprint())
                .contains("GOODMDC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curve", "rsa", "ours"})
    void readsAndVerifiesWhatGpgSeals(String name) throws IOException, LinkFault {
        LinkKeys keys = gpg.linkKeys(name);
        byte[] message = gpgSeal(CONTENT, name);

        OpenedMessage opened = SealedMessage.open(message, keys);

        assertThat(opened.content()).isEqualTo(CONTENT);
        opened.requireSignedBy(keys.publicKey(), now.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zip", "zlib"})
    void readsEveryPlainCompressionOfGpg(String algorithm) throws IOException, LinkFault {
        byte[] message = gpgSeal(CONTENT, "curve", "--compress-algo", algorithm);

        assertThat(SealedMessage.open(message, gpg.linkKeys("curve")).content()).isEqualTo(CONTENT);
    }

    @Test
    void refusesMessageThatDecompressesBeyondTheLimit() throws IOException {
        byte[] message = gpgSeal(new byte[10_000_000], "curve");

        assertThat(message.length).isLessThan(SealedMessage.MAX_BYTES);
        assertThatThrownBy(() -> SealedMessage.open(message, gpg.linkKeys("curve")))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("decompresses to more than");
    }

    @Test
    void refusesMessageWithoutSignature() throws IOException {
        byte[] message = gpg.run("--output", "-", "--recipient", "curve", "--encrypt", gpg.file("plain", CONTENT));

        assertThatThrownBy(() -> SealedMessage.open(message, gpg.linkKeys("curve")))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("signature");
    }

    @Test
    void refusesMessageWithoutIntegrityProtection() throws IOException {
        byte[] message = gpgSeal(CONTENT, "curve", "--rfc2440", "--cipher-algo", "AES256", "--disable-mdc");

        assertThatThrownBy(() -> SealedMessage.open(message, gpg.linkKeys("curve")))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("no modification detection code");
    }

    @Test
    void refusesMessageWithTwoSignatures() throws IOException {
        byte[] message = gpgSeal(CONTENT, "curve", "--local-user", "rsa");

        assertThatThrownBy(() -> SealedMessage.open(message, gpg.linkKeys("curve")))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("one signature");
    }

    @Test
    void refusesExpiredKey() throws IOException, LinkFault {
        LinkKeys brief = gpg.linkKeys("brief");
        Instant later = now.plus(Duration.ofDays(2));
        OpenedMessage opened = SealedMessage.open(
                SealedMessage.seal(CONTENT, brief, brief.publicKey(), random, now.plusSeconds(60)), brief);

        assertThatThrownBy(() -> opened.requireSignedBy(brief.publicKey(), later))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("expired");
        assertThatThrownBy(() -> SealedMessage.seal(CONTENT, ours, brief.publicKey(), random, later))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("expired");
    }

    @Test
    void refusesRevokedKey() throws IOException, LinkFault {
        gpg.generate("revoked", "ed25519", "cv25519", "never");
        LinkKeys keys = gpg.linkKeys("revoked");
        OpenedMessage opened = SealedMessage.open(
                SealedMessage.seal(CONTENT, keys, keys.publicKey(), random, now.plusSeconds(60)), keys);
        // gpg keeps the revocation it prepares with each key behind a colon, against accidents.
        String file = "openpgp-revocs.d/" + gpg.fingerprint("revoked") + ".rev";
        gpg.importKey(new String(gpg.read(file), UTF_8).replace(":-----BEGIN", "-----BEGIN"));

        LinkPublicKey revoked = LinkPublicKey.parse(gpg.text("--export", "--armor", "revoked"));

        assertThatThrownBy(() -> opened.requireSignedBy(revoked, now.plusSeconds(60)))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void refusesKeyWithPassphraseInPlainWords() throws IOException {
        gpg.run("--passphrase", "secret", "--quick-generate-key", "locked", "ed25519", "sign,cert", "never");
        String armored = gpg.text("--passphrase", "secret", "--export-secret-keys", "--armor", "locked");

        assertThatThrownBy(() -> LinkKeys.parse(armored))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("passphrase");
    }

    @Test
    void readsSecretKeysOfGpgInBothForms() throws IOException, LinkFault {
        LinkKeys armored = LinkKeys.parse(gpg.text("--export-secret-keys", "--armor", "rsa"));
        LinkKeys binary = LinkKeys.parse(gpg.run("--export-secret-keys", "rsa"));

        assertThat(armored.secretArmored()).isEqualTo(binary.secretArmored());
    }

    @Test
    void readsPublicKeysOfGpgInBothForms() throws IOException, LinkFault {
        LinkPublicKey armored = LinkPublicKey.parse(gpg.text("--export", "--armor", "rsa"));
        LinkPublicKey binary = LinkPublicKey.parse(gpg.run("--export", "rsa"));

        assertThat(armored).isEqualTo(binary);
        assertThat(armored.fingerprint()).isEqualTo(gpg.fingerprint("rsa"));
    }

    @Test
    void refusesTwoKeysInOneFile() throws IOException {
        String both = gpg.text("--export", "--armor", "rsa", "curve");

        assertThatThrownBy(() -> LinkPublicKey.parse(both))
                .isInstanceOf(LinkFault.class)
                .hasMessageContaining("Exactly one");
    }

    private byte[] gpgSeal(byte[] content, String name, String... options) throws IOException {
        String[] command = {"--output", "-", "--local-user", name, "--recipient", name, "--sign", "--encrypt"};
        String[] all = new String[options.length + command.length + 1];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(command, 0, all, options.length, command.length);
        all[all.length - 1] = gpg.file("plain", content);
        return gpg.run(all);
    }
}
