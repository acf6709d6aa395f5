package io.papertrader.master.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real gpg program, with a home of its own. */
final class GnuPg implements AutoCloseable {
    /** A short path: the agent's socket lies in it. */
    private final Path home = Files.createTempDirectory(Path.of("/tmp"), "g");

    GnuPg() throws IOException {}

    /** A key without a passphrase that signs, with a subkey that encrypts. */
    void makeKey(String name, String signing, String encrypting) throws IOException {
        run("--quick-generate-key", name, signing, "cert,sign", "never");
        run("--quick-add-key", fingerprint(name), encrypting, "encr", "never");
    }

    String fingerprint(String name) throws IOException {
        return text("--with-colons", "--list-keys", name)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
    }

    /** A file in gpg's folder, for its arguments to name. */
    String file(String name, byte[] content) throws IOException {
        return Files.write(home.resolve(name), content).toString();
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(home.resolve(name));
    }

    String text(String... arguments) throws IOException {
        return new String(run(arguments), StandardCharsets.UTF_8);
    }

    byte[] run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--yes"));
        command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase", "", "--trust-model", "always"));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    private byte[] execute(List<String> command) throws IOException {
        Path output = home.resolve("stdout");
        Path errors = home.resolve("stderr");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!hasEnded(process) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(errors));
        }
        return Files.readAllBytes(output);
    }

    private static boolean hasEnded(Process process) {
        try {
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        // Otherwise its agent outlives the test.
        execute(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
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
