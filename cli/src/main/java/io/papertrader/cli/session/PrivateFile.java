package io.papertrader.cli.session;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** A file with a secret, that its owner alone may read, in a folder that its owner alone may enter. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Something that writes a file. */
    public interface Writing {
        /** Fills this file, which is there already. */
        void to(Path draft) throws IOException;
    }

    /** Writes all or nothing: a crash leaves the file as it was before. */
    public static void write(Path file, String text) throws IOException {
        write(file, draft -> Files.writeString(draft, text));
    }

    /** The same with whatever writes it. */
    public static void write(Path file, Writing writing) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        makeFolder(folder);
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp", ownerOnly("rw-------"));
        try {
            writing.to(draft);
            replace(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, ownerOnly("rwx------"));
        }
    }

    private static void replace(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
