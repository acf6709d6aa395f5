package io.papertrader.node.limits;

import org.eclipse.microprofile.config.spi.Converter;

/** Reads a {@link Pace}; a server does not start with anything else. */
public final class PaceText implements Converter<Pace> {
    private static final long serialVersionUID = 1L;

    @Override
    public Pace convert(String value) {
        try {
            return Pace.parse(value);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(wrong.getMessage() + ", not \"" + value + "\"", wrong);
        }
    }
}
