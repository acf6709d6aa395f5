package io.papertrader.node.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.papertrader.codec.link.LinkKeys;
import io.papertrader.codec.link.LinkPublicKey;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFolderTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));

    @TempDir
    Path temporary;

    private Path folder;
    private KeyFolder keyFolder;

    @BeforeEach
    void nameFolder() {
        folder = temporary.resolve("data/keys");
        keyFolder = new KeyFolder(folder, new SecureRandom(), CLOCK);
    }

    @Test
    void makesKeysThatOnlyTheOwnerMayRead() throws Exception {
        LinkKeys keys = keyFolder.openOrCreate("master");

        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("secret.asc"))).isEqualTo("rw-------");
        assertThat(permissions(folder.resolve("public.asc"))).isEqualTo("rw-r--r--");
        assertThat(LinkPublicKey.parse(Files.readString(folder.resolve("public.asc"))))
                .isEqualTo(keys.publicKey());
    }

    @Test
    void leavesNothingButTheTwoFiles() throws Exception {
        keyFolder.openOrCreate("master");

        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("secret.asc", "public.asc");
        }
    }

    @Test
    void opensTheSameKeysAgain() throws Exception {
        LinkKeys made = keyFolder.openOrCreate("master");

        LinkKeys opened = keyFolder.openOrCreate("another name");

        assertThat(opened.publicKey()).isEqualTo(made.publicKey());
        assertThat(opened.secretArmored()).isEqualTo(made.secretArmored());
    }

    @Test
    void writesPublicKeyAgainWhereItIsMissingOrAnothers() throws Exception {
        String armored = keyFolder.openOrCreate("master").publicKey().armored();
        Path published = folder.resolve("public.asc");

        Files.delete(published);
        keyFolder.openOrCreate("master");
        assertThat(published).hasContent(armored);

        Files.writeString(published, "another");
        keyFolder.openOrCreate("master");
        assertThat(published).hasContent(armored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void refusesSecretThatOthersMayReadOrWrite(String permissions) throws Exception {
        keyFolder.openOrCreate("master");
        Files.setPosixFilePermissions(folder.resolve("secret.asc"), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> keyFolder.openOrCreate("master"))
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void takesASecretThatAnEditorHasMarked(String encoding) throws Exception {
        LinkKeys keys = keyFolder.openOrCreate("master");
        Path secret = folder.resolve("secret.asc");
        Files.write(secret, ("\uFEFF" + keys.secretArmored()).getBytes(Charset.forName(encoding)));

        assertThat(keyFolder.openOrCreate("master").publicKey()).isEqualTo(keys.publicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgE\n"})
    void refusesBrokenSecretAndKeepsIt(String content) throws Exception {
        keyFolder.openOrCreate("master");
        Path secret = folder.resolve("secret.asc");
        Files.writeString(secret, content);

        assertThatThrownBy(() -> keyFolder.openOrCreate("master"))
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageNotContaining("\n");
        assertThat(secret).hasContent(content);
    }

    @Test
    void refusesBinarySecretInPlainWords() throws Exception {
        keyFolder.openOrCreate("master");
        Files.write(folder.resolve("secret.asc"), new byte[] {(byte) 0x94, (byte) 0xff, 0, 1});

        assertThatThrownBy(() -> keyFolder.openOrCreate("master"))
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void refusesFolderThatIsAFile() throws Exception {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file");

        assertThatThrownBy(() -> keyFolder.openOrCreate("master"))
                .isInstanceOf(KeyFolderException.class)
                .hasMessageContaining("cannot be used");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
