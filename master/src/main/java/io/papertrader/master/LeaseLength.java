package io.papertrader.master;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The length of the lead's lease: long enough for two signs of life, which the lead shows twice a second; and no longer
 * than anybody would wait for a lead that is gone.
 */
public final class LeaseLength implements Converter<Duration> {
    private static final long serialVersionUID = 1L;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    @Override
    public Duration convert(String value) {
        Duration length = new DurationConverter().convert(value);
        if (length == null || length.compareTo(LEAST) < 0 || length.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("must be a time from 1s to 1h, not \"" + value + "\"");
        }
        return length;
    }
}
