package io.papertrader.codec.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real gpg program with a home folder of its own. */
public final class GnuPg implements AutoCloseable {
    private final Path home;

    private GnuPg(Path home) {
        this.home = home;
    }

    public static GnuPg start() throws IOException {
        // The agent's socket lies in this folder, and the path of a socket may have only 108 characters.
        return new GnuPg(Files.createTempDirectory(Path.of("/tmp"), "g"));
    }

    public byte[] run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "gpg",
                "--homedir",
                home.toString(),
                "--batch",
                "--yes",
                "--no-tty",
                "--pinentry-mode",
                "loopback",
                "--passphrase",
                "",
                "--trust-model",
                "always"));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    public String text(String... arguments) throws IOException {
        return new String(run(arguments), UTF_8);
    }

    /** Writes a file into gpg's folder for its arguments to name. */
    public String file(String name, byte[] content) throws IOException {
        return Files.write(home.resolve(name), content).toString();
    }

    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(home.resolve(name));
    }

    public String path(String name) {
        return home.resolve(name).toString();
    }

    /** A key without a passphrase that signs, with a subkey that encrypts. */
    public void generate(String name, String signing, String encrypting, String expires) throws IOException {
        run("--quick-generate-key", name, signing, "sign,cert", expires);
        run("--quick-add-key", fingerprint(name), encrypting, "encr", expires);
    }

    public String fingerprint(String name) throws IOException {
        return text("--list-keys", "--with-colons", name)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .findFirst()
                .orElseThrow()
                .split(":", -1)[9];
    }

    public LinkKeys linkKeys(String name) throws IOException, LinkFault {
        return LinkKeys.parse(text("--export-secret-keys", "--armor", name));
    }

    public void importKey(String armored) throws IOException {
        run("--import", file("key.asc", armored.getBytes(UTF_8)));
    }

    private byte[] execute(List<String> command) throws IOException {
        Path output = home.resolve("stdout");
        Path errors = home.resolve("stderr");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "The program " + command.getFirst() + " is needed by this test: install gnupg 2.2", e);
        }
        if (!ended(process) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(errors));
        }
        return Files.readAllBytes(output);
    }

    private static boolean ended(Process process) {
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
