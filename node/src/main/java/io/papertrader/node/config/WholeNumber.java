package io.papertrader.node.config;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads a whole number within bounds; a server does not start with one outside. Bean validation would say the same with
 * an annotation, at the price of a library that weighs on the size and the start of an executable.
 */
public abstract class WholeNumber implements Converter<Integer> {
    private static final long serialVersionUID = 1L;

    private final int least;
    private final int most;

    protected WholeNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // The bounds say what is wanted.
        }
        throw new IllegalArgumentException("must be a whole number "
                + (most == Integer.MAX_VALUE ? "of at least " + least : "from " + least + " to " + most) + ", not \""
                + value + "\"");
    }
}
