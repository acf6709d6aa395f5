package io.papertrader.standalone;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The Postgres programs of this platform, unpacked from the library that carries them. Only the programs are the
 * library's; its own way of running them is made for tests: without passwords, without fsync, with a fixed wait.
 */
final class PostgresProgram {

    static final String SUPERUSER = "postgres";

    private static final int DIGEST_CHARACTERS = 12;

    private final Path directory;
    private final List<String> prefix;

    private PostgresProgram(Path directory, List<String> prefix) {
        this.directory = directory;
        this.prefix = prefix;
    }

    /** Unpacks once for each release of Postgres; a killed start leaves nothing that the next one would trust. */
    static PostgresProgram unpack(Path parent) throws StartFault {
        List<String> prefix = PostgresUser.current().prefix(PostgresProgram::works);
        try {
            Path directory = parent.resolve(digest());
            if (Files.notExists(directory)) {
                Home.makePrivate(parent);
                Path unfinished = Files.createTempDirectory(parent, "unpacking-");
                try (InputStream archive = archive()) {
                    PostgresArchive.unpack(archive, unfinished);
                }
                Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
            }
            return new PostgresProgram(directory, prefix);
        } catch (IOException e) {
            throw new StartFault("Postgres cannot be unpacked to %s: %s.".formatted(parent, e.getMessage()), e);
        }
    }

    /** Runs one of the programs to its end and says whether it succeeded; what it prints goes to the log. */
    boolean run(String program, List<String> arguments, String input, OutputFile log) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.redirect())
                .start();
        try (Writer writer = process.outputWriter()) {
            writer.write(input);
        } catch (IOException e) {
            // It ended without reading: its exit code says more than a broken pipe.
        }
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran");
        }
    }

    /** Runs statements, one a line, as the superuser, on data that no Postgres runs on; says whether all succeeded. */
    boolean runAlone(Path data, String statements, OutputFile log) throws IOException {
        return run(
                "postgres",
                List.of("--single", "-c", "exit_on_error=on", "-D", data.toString(), SUPERUSER),
                statements,
                log);
    }

    /** True where a process runs this program, or an older release of it unpacked beside it. */
    boolean owns(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).startsWith(directory.getParent()))
                .orElse(false);
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static InputStream archive() throws IOException, StartFault {
        String system = System.getProperty("os.name").split(" ", 2)[0];
        String architecture = System.getProperty("os.arch");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                    system.equals("Mac") ? "Darwin" : system, architecture.equals("amd64") ? "x86_64" : architecture);
        } catch (IllegalStateException e) {
            throw new StartFault(
                    "There is no Postgres for %s on %s in this build."
                            .formatted(system.toLowerCase(Locale.ROOT), architecture),
                    e);
        }
    }

    /** Read through, and not into memory, since every start does it. */
    private static String digest() throws IOException, StartFault {
        try (DigestInputStream archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
