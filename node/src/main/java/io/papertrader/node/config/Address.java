package io.papertrader.node.config;

import io.papertrader.codec.message.WorkerAddress;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads {@code host:port}; a server does not start with anything else. */
public final class Address implements Converter<WorkerAddress> {
    private static final long serialVersionUID = 1L;

    @Override
    public WorkerAddress convert(String value) {
        try {
            return WorkerAddress.parse(value.strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(wrong.getMessage() + ", not \"" + value + "\"", wrong);
        }
    }
}
