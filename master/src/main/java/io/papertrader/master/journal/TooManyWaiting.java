package io.papertrader.master.journal;

/** More commands wait than may; this one was not looked at, so nothing is known of one that was sent before. */
public final class TooManyWaiting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyWaiting() {
        super("too many commands wait for the market", null, false, false);
    }
}
