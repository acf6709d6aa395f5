package io.papertrader.node.keys;

import io.papertrader.codec.link.LinkFault;
import io.papertrader.codec.link.LinkKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * The folder of a server's OpenPGP keys: {@code secret.asc}, which nobody but the server's user may read, and {@code
 * public.asc}, to be handed to the other side. The keys are made at the first start, or put there by the operator.
 */
public final class KeyFolder {
    private static final String SECRET = "secret.asc";
    private static final String PUBLIC = "public.asc";
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private final Path folder;
    private final SecureRandom random;
    private final InstantSource clock;

    public KeyFolder(Path folder, SecureRandom random, InstantSource clock) {
        this.folder = folder;
        this.random = random;
        this.clock = clock;
    }

    /** Returns the server's keys, new ones for this user id where there are none yet. */
    public LinkKeys openOrCreate(String userId) throws KeyFolderException {
        try {
            Path secret = folder.resolve(SECRET);
            LinkKeys keys = Files.exists(secret) ? read(secret) : create(secret, userId);
            publish(keys);
            return keys;
        } catch (IOException e) {
            throw new KeyFolderException("Key folder " + folder + " cannot be used: " + e, e);
        }
    }

    private LinkKeys read(Path secret) throws IOException, KeyFolderException {
        refuseOtherReaders(secret);
        try {
            return LinkKeys.parse(Files.readAllBytes(secret));
        } catch (LinkFault e) {
            throw new KeyFolderException("Key file " + secret + " cannot be used: " + e.reason(), e);
        }
    }

    private LinkKeys create(Path secret, String userId) throws IOException, KeyFolderException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        try {
            LinkKeys keys = LinkKeys.generate(userId, random, clock.instant());
            SecretFile.write(secret, keys.secretArmored());
            return keys;
        } catch (LinkFault e) {
            throw new KeyFolderException("Keys for " + folder + " cannot be made: " + e.reason(), e);
        }
    }

    /** Writes only what is not there yet: the folder may be mounted read-only with both files in it. */
    private void publish(LinkKeys keys) throws IOException {
        Path file = folder.resolve(PUBLIC);
        String armored = keys.publicKey().armored();
        if (!Files.exists(file) || !text(file).equals(armored)) {
            AtomicFile.write(file, armored, READABLE);
        }
    }

    /** Armor is ASCII; what is not comes out as some other text, rather than as a decoding failure. */
    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void refuseOtherReaders(Path secret) throws IOException, KeyFolderException {
        if (SecretFile.isOpenToOthers(secret)) {
            throw new KeyFolderException("Key file " + secret + " is open to other users: run chmod 600 " + secret);
        }
    }
}
