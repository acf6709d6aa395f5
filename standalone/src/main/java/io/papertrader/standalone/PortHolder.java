package io.papertrader.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The process that listens on a port, where the system shows it: Linux does, for processes of the same user. A server
 * of another network has a launcher, which would start it again: then that is the one to stop.
 */
record PortHolder(ProcessHandle process) {

    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final String LAUNCHER = "papertrader-standalone";
    private static final int SHOWN_CHARACTERS = 100;

    /** The columns of /proc/net/tcp. */
    private static final int LOCAL_ADDRESS = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;

    static Optional<PortHolder> of(int port) {
        return Stream.of("tcp", "tcp6")
                .flatMap(table -> sockets(PROC.resolve("net").resolve(table), port))
                .flatMap(socket -> ProcessHandle.allProcesses().filter(process -> holds(process, socket)))
                .findFirst()
                .map(PortHolder::new);
    }

    /** {@code process 4711 (java -jar ...)}: the one to stop. */
    @Override
    public String toString() {
        ProcessHandle toStop = process.parent().filter(PortHolder::isLauncher).orElse(process);
        String command = commandLine(toStop);
        return "process %d (%s)"
                .formatted(
                        toStop.pid(),
                        command.length() <= SHOWN_CHARACTERS
                                ? command
                                : command.substring(0, SHOWN_CHARACTERS) + " ...");
    }

    private static boolean isLauncher(ProcessHandle parent) {
        return commandLine(parent).contains(LAUNCHER);
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("of another user");
    }

    /** The targets of the links in /proc/NUMBER/fd of the sockets on this port. */
    private static Stream<String> sockets(Path table, int port) {
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split(" +"))
                    .filter(columns -> columns.length > INODE
                            && columns[STATE].equals(LISTENING)
                            && columns[LOCAL_ADDRESS].endsWith(":%04X".formatted(port)))
                    .map(columns -> "socket:[" + columns[INODE] + "]");
        } catch (IOException notLinux) {
            return Stream.empty();
        }
    }

    private static boolean holds(ProcessHandle process, String socket) {
        Path files = PROC.resolve(Long.toString(process.pid())).resolve("fd");
        Predicate<Path> isSocket = file -> {
            try {
                return Files.readSymbolicLink(file).toString().equals(socket);
            } catch (IOException closed) {
                return false;
            }
        };
        try (Stream<Path> open = Files.list(files)) {
            return open.anyMatch(isSocket);
        } catch (IOException othersOrEnded) {
            return false;
        }
    }
}
