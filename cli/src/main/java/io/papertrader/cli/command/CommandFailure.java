package io.papertrader.cli.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/** The reason for which a command ends without having done its work, found by the command itself. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String code;

    /**
     * A failure with a word for programs and a sentence for people, who are told what to type next where that helps.
     */
    public CommandFailure(ExitCode exitCode, String code, String reason) {
        super(reason);
        this.exitCode = exitCode;
        this.code = code;
    }

    /** Something in what was typed, or missing from it. */
    public static CommandFailure usage(String reason) {
        return new CommandFailure(ExitCode.USAGE, "USAGE", reason);
    }

    /** A file that cannot be written. */
    public static CommandFailure file(String what, IOException cause) {
        return new CommandFailure(ExitCode.OUTPUT, "FILE", what + ": " + reason(cause) + ".");
    }

    /** A file that was named and cannot be read. */
    public static CommandFailure unreadable(Path file, IOException cause) {
        return new CommandFailure(
                ExitCode.OUTPUT, "FILE", file + " cannot be read: " + reason(cause, "there is no such file") + ".");
    }

    private static String reason(IOException cause) {
        return reason(cause, "its folder does not exist");
    }

    /** Java says what the system said, except where it has a class of its own for that. */
    private static String reason(IOException cause, String missing) {
        return switch (cause) {
            case NoSuchFileException _ -> missing;
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            default -> Objects.toString(cause.getMessage(), cause.toString());
        };
    }

    /** The exit code of the process. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The word for programs. */
    public String code() {
        return code;
    }
}
