package io.papertrader.worker.master;

/**
 * Somebody who asks the master: a connection, or the strangers of one address together. Whatever one of them asks, each
 * has its turn on the link.
 */
public final class Asker {
    private final boolean isStranger;

    private Asker(boolean isStranger) {
        this.isStranger = isStranger;
    }

    /** A connection on which somebody is logged in, or the worker itself. */
    public static Asker member() {
        return new Asker(false);
    }

    /** The asker for all strangers of one address. */
    public static Asker stranger() {
        return new Asker(true);
    }

    boolean isStranger() {
        return isStranger;
    }
}
