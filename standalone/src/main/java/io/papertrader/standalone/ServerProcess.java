package io.papertrader.standalone;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, which prints to a file. */
final class ServerProcess implements AutoCloseable {

    private static final int SHOWN_LINES = 15;

    /** The exit code of a process that a signal ended is that much greater than the signal's number. */
    private static final int SIGNALLED = 128;

    /** Tells a server that its standard input is a lifeline: it ends when the launcher does, even by kill -9. */
    private static final String LIFELINE = "PAPERTRADER_STOP_AT_END_OF_INPUT";

    private final String name;
    private final Process process;
    private final OutputFile output;
    private final Duration stopPatience;

    private ServerProcess(String name, Process process, OutputFile output, Duration stopPatience) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.stopPatience = stopPatience;
    }

    static ServerProcess start(ServerCommand command, OutputFile output) throws StartFault {
        ProcessBuilder builder =
                new ProcessBuilder(command.command()).redirectErrorStream(true).redirectOutput(output.redirect());
        builder.environment().putAll(command.environment());
        builder.environment().put(LIFELINE, "true");
        try {
            return new ServerProcess(command.name(), builder.start(), output, command.stopPatience());
        } catch (IOException e) {
            throw new StartFault("The %s cannot be started: %s.".formatted(command.name(), e.getMessage()), e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.onExit().join().exitValue();
    }

    /** The words for its end; a signal says all, a code needs the last lines of the server. */
    String ending() {
        int code = exitCode();
        return code > SIGNALLED
                ? "was ended by signal " + (code - SIGNALLED)
                : "ended with code %d: %s".formatted(code, output.reason());
    }

    /** The reason for which the network cannot go on, with the last lines of the server. */
    StartFault fault(String what) {
        return new StartFault("The %s %s. The last lines of %s:%n    %s"
                .formatted(name, what, output.path(), String.join("\n    ", output.tail(SHOWN_LINES))));
    }

    StartFault ended() {
        return fault("ended (exit code %d)".formatted(exitCode()));
    }

    /** Asks it to stop; a server that does not is ended by force, for its data is safe in the database. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(stopPatience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
