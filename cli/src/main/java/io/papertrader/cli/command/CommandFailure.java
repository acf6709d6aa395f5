package io.papertrader.cli.command;

/** Why a command ends without having done what was asked, found by the command itself. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String code;

    /** With a word for programs and a sentence for people, who are told what to type next where that helps. */
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
    public static CommandFailure file(String reason) {
        return new CommandFailure(ExitCode.OUTPUT, "FILE", reason);
    }

    /** How the process ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** The word for programs. */
    public String code() {
        return code;
    }
}
