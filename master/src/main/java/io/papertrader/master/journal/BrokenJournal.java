package io.papertrader.master.journal;

/** The journal's tables say what cannot be; nothing is guessed. */
public final class BrokenJournal extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BrokenJournal(String what) {
        super("the journal " + what);
    }

    BrokenJournal(String what, Throwable cause) {
        super("the journal " + what + ": " + cause.getMessage(), cause);
    }
}
