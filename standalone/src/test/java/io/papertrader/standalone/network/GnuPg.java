package io.papertrader.standalone.network;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The real gpg program, with a home of its own. */
final class GnuPg implements AutoCloseable {
    /** A short path: the agent's socket lies in it. */
    private final Path home = Files.createTempDirectory("gpg");

    GnuPg() throws IOException {}

    /** A key that signs, with a subkey that encrypts, without a passphrase. */
    void makeKey(String name, String signing, String encrypting) throws IOException {
        run("--quick-generate-key", name, signing, "cert,sign", "never");
        String fingerprint = run("--with-colons", "--list-keys", name)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
        run("--quick-add-key", fingerprint, encrypting, "encr", "never");
    }

    String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "gpg", "--homedir", home.toString(), "--batch", "--pinentry-mode", "loopback", "--passphrase", ""));
        command.addAll(Arrays.asList(arguments));
        return RunningNetwork.run(new ProcessBuilder(command)).expectDone();
    }

    @Override
    public void close() throws IOException {
        RunningNetwork.run(new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all"));
        Files.walkFileTree(home, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            // The agent's sockets go with it, at any time.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
