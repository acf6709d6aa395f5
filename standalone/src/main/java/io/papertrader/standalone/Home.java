package io.papertrader.standalone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder that holds all the network keeps, locked for as long as it is in use. */
final class Home implements AutoCloseable {

    private static final long NEEDED_BYTES = 500L << 20;

    private final Path directory;
    private final FileChannel lock;

    private Home(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    static Home open(Path directory) throws StartFault {
        try {
            makePrivate(directory);
            checkSpace(directory);
            // Names with symbolic links would differ from those that the system reports of running programs.
            Path real = directory.toRealPath();
            Home home = new Home(real, lock(real));
            makePrivate(home.master());
            makePrivate(home.worker());
            makePrivate(home.postgres());
            return home;
        } catch (IOException e) {
            throw new StartFault(
                    "The data folder %s cannot be used: %s. Set PAPERTRADER_HOME to a folder that you may write to."
                            .formatted(directory, reason(e)),
                    e);
        }
    }

    Path master() {
        return directory.resolve("master");
    }

    Path worker() {
        return directory.resolve("worker");
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path directory() {
        return directory;
    }

    Path log(String file) {
        return directory.resolve("log").resolve(file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Keys, passwords and a database lie below: nobody else reads them. */
    static void makePrivate(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.getParent());
            Files.createDirectory(directory, ownerOnly("rwx------"));
        }
    }

    static void writePrivate(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly("rw-------"));
        Files.writeString(file, text);
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void checkSpace(Path directory) throws IOException, StartFault {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StartFault("The disk of %s is full: %d MB are free, %d MB are needed."
                    .formatted(directory, free >> 20, NEEDED_BYTES >> 20));
        }
    }

    private static FileChannel lock(Path directory) throws IOException, StartFault {
        Path file = directory.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new StartFault(
                    "PaperTrader already runs on %s (process %s). Stop that one, or set PAPERTRADER_HOME to another folder."
                            .formatted(directory, owner));
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            // One byte far behind the text: where locks are mandatory, the text must stay readable for others.
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The exceptions of java.nio.file name the path and leave the reason to their class. */
    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException file -> file.getFile() + " is a file";
            case NotDirectoryException file -> file.getFile() + " is a file";
            case NoSuchFileException missing -> missing.getFile() + " cannot be made";
            default -> String.valueOf(e.getMessage());
        };
    }
}
