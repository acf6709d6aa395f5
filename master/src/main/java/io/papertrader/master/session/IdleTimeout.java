package io.papertrader.master.session;

import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * The time for which a session may be unused: no less than the time until the master hears of a use from every worker.
 */
public final class IdleTimeout implements Converter<Duration> {
    private static final long serialVersionUID = 1L;
    private static final Duration LEAST = Duration.ofMinutes(5);

    @Override
    public Duration convert(String value) {
        Duration timeout = new io.quarkus.runtime.configuration.DurationConverter().convert(value);
        if (timeout == null || timeout.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("must be a time of at least 5m, not \"" + value + "\"");
        }
        return timeout;
    }
}
