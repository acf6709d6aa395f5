package io.papertrader.node.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/** A file that nobody but the server's user may read. */
public final class SecretFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String ROOT = "root";

    private SecretFile() {}

    /** Writes it, whole or not at all. */
    public static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text, OWNER_ONLY);
    }

    /** True where others may read or change it. */
    public static boolean isOpenToOthers(Path file) throws IOException {
        Set<PosixFilePermission> others = new HashSet<>(Files.getPosixFilePermissions(file));
        others.removeAll(PosixFilePermissions.fromString("rwx------"));
        if (isMounted(file)) {
            others.remove(PosixFilePermission.GROUP_READ);
        }
        return !others.isEmpty();
    }

    /**
     * A secret that an orchestrator mounts belongs to root, and the server, which is another, reads it through its
     * group.
     */
    private static boolean isMounted(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid").equals(0) && !ROOT.equals(System.getProperty("user.name"));
    }
}
