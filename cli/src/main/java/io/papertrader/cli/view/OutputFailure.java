package io.papertrader.cli.view;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** The standard output takes nothing more: its reader went away, or its disk is full. */
public final class OutputFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isReaderGone;

    private OutputFailure(String reason, boolean isReaderGone) {
        super(reason);
        this.isReaderGone = isReaderGone;
    }

    /** The failure of a write. */
    public static OutputFailure of(IOException cause) {
        String reason = Objects.toString(cause.getMessage(), cause.getClass().getSimpleName());
        // The word is there in whatever language the system says it.
        return new OutputFailure(reason, reason.toLowerCase(Locale.ROOT).contains("pipe"));
    }

    static OutputFailure ofReader() {
        return new OutputFailure("its reader went away", true);
    }

    /** A reader that wants no more, as {@code head} does, has gone: nobody is to be told. */
    public boolean isReaderGone() {
        return isReaderGone;
    }
}
