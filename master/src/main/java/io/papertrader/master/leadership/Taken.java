package io.papertrader.master.leadership;

/** Another process has the lock: an answer that is asked for again and again. */
final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken() {
        super(null, null, false, false);
    }
}
