package io.papertrader.node.config;

/** A port to listen on; 0 takes a free one. */
public final class PortNumber extends WholeNumber {
    /** The highest port. */
    public static final int HIGHEST = 65_535;

    private static final long serialVersionUID = 1L;

    public PortNumber() {
        super(0, HIGHEST);
    }
}
