package io.papertrader.master.journal;

/** The market was read anew between an update's mark and its values: they have to be retrieved again. */
final class ReadAnew extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ReadAnew() {
        super("The market was read anew while values were retrieved");
    }
}
