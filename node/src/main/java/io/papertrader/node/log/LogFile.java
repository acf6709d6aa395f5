package io.papertrader.node.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The log's file, with its older ones beside it. Written through RandomAccessFile, because a FileChannel closes itself
 * when a thread that was interrupted writes a log entry. For one thread at a time.
 */
final class LogFile implements Closeable {
    private final Path path;
    private final long maxBytes;
    private final int oldFiles;
    /** Absent where the file is to be opened by the next write. */
    private @Nullable RandomAccessFile file;

    private long size;

    LogFile(Path path, long maxBytes, int oldFiles) {
        this.path = path;
        this.maxBytes = maxBytes;
        this.oldFiles = oldFiles;
    }

    long maxBytes() {
        return maxBytes;
    }

    void open() throws IOException {
        opened();
    }

    private RandomAccessFile opened() throws IOException {
        RandomAccessFile now = file;
        if (now == null) {
            Files.createDirectories(folder());
            now = new RandomAccessFile(path.toFile(), "rw");
            file = now;
            size = now.length();
            now.seek(size);
        }
        return now;
    }

    private Path folder() {
        return Objects.requireNonNull(path.toAbsolutePath().getParent());
    }

    /** Appends the whole block or nothing of it; a full file makes room first. */
    void append(byte[] block) throws IOException {
        open();
        if (size > 0 && size + block.length > maxBytes) {
            rotate();
        }
        RandomAccessFile now = opened();
        try {
            now.write(block);
            size += block.length;
        } catch (IOException e) {
            takeBack(now, e);
            throw e;
        }
    }

    /** Cuts what a full disk took of a block, so that it is not there twice when it is written again. */
    private void takeBack(RandomAccessFile now, IOException failure) {
        try (this) {
            now.setLength(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void rotate() throws IOException {
        close();
        if (oldFiles == 0) {
            Files.delete(path);
        } else {
            for (int n = oldFiles - 1; n > 0; n--) {
                if (Files.exists(old(n))) {
                    Files.move(old(n), old(n + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.move(path, old(1), StandardCopyOption.REPLACE_EXISTING);
        }
        open();
    }

    private Path old(int n) {
        return path.resolveSibling(path.getFileName() + "." + n);
    }

    /** Lets go of the file; the next write opens the one that has its name by then. */
    @Override
    public void close() throws IOException {
        RandomAccessFile closing = file;
        file = null;
        if (closing != null) {
            closing.close();
        }
    }
}
