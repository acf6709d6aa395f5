package io.papertrader.node.config;

/** A limit: none makes sense below 1. */
public final class AtLeastOne extends WholeNumber {
    private static final long serialVersionUID = 1L;

    public AtLeastOne() {
        super(1, Integer.MAX_VALUE);
    }
}
