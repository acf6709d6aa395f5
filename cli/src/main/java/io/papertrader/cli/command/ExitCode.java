package io.papertrader.cli.command;

/** The exit code of a command, for scripts; listed in every {@code --help}. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** The network said no. */
    REFUSED(1),
    /** The command was not understood. */
    USAGE(2),
    /** Nobody is logged in, or the session is over. */
    NOT_LOGGED_IN(3),
    /** No worker, or no master, could be reached. */
    UNREACHABLE(4),
    /** A defect. */
    INTERNAL(5),
    /** The standard output, or a file, could not be written. */
    OUTPUT(6),
    /** An order was accepted, and what became of it is not known yet. */
    UNSETTLED(7);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    public int number() {
        return number;
    }
}
