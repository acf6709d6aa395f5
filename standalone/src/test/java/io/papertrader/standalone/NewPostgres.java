package io.papertrader.standalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The database of a home as the first start of a network makes it: unpacked and initialised once, and copied into each
 * home, as either takes seconds. The networks of the tests are independent of each other nevertheless.
 */
public final class NewPostgres {
    private static final Path PROGRAM = Path.of("target/postgres-program").toAbsolutePath();

    private final Path folder;

    private NewPostgres(Path folder) {
        this.folder = folder;
    }

    /** Unpacked once for all tests. */
    static PostgresProgram program() throws StartFault {
        return PostgresProgram.unpack(PROGRAM);
    }

    /** Makes one in this folder, whose path has no symbolic link. */
    public static NewPostgres make(Path folder) throws IOException {
        try {
            OutputFile log = OutputFile.open(folder.resolve("postgres.log"));
            Database.start(program(), folder.resolve("postgres"), log).close();
        } catch (StartFault e) {
            throw new IllegalStateException(e);
        }
        return new NewPostgres(folder);
    }

    /** Puts it into a home that has none. */
    public void copyTo(Path home) throws IOException {
        Path target = home.resolve("postgres");
        if (Files.notExists(target)) {
            Home.makePrivate(home);
            copy(folder.resolve("postgres"), target, NewPostgres::copyFile);
            // Its own by name, as a network knows the processes of its database by the program's path.
            copy(PROGRAM, target.resolve("program"), NewPostgres::link);
        }
    }

    public void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to, Copying file) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(each -> {
                Path copy = to.resolve(from.relativize(each));
                try {
                    if (Files.isDirectory(each)) {
                        Home.makePrivate(copy);
                    } else {
                        file.copy(each, copy);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private interface Copying {
        void copy(Path from, Path to) throws IOException;
    }

    private static void copyFile(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void link(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException onAnotherDisk) {
            copyFile(from, to);
        }
    }
}
