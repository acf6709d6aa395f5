package io.papertrader.cli.command;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time between two others; an option that takes one names its own kind as its converter. */
public abstract class BoundedTime implements ITypeConverter<Duration> {
    private final String least;
    private final String most;

    /** A range that both bounds are within; they are told as they are typed here. */
    protected BoundedTime(String least, String most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Duration convert(String text) {
        try {
            Duration time = Converters.duration(text);
            if (time.compareTo(Converters.duration(least)) >= 0 && time.compareTo(Converters.duration(most)) <= 0) {
                return time;
            }
        } catch (IllegalArgumentException noTime) {
            // It is said in the same way.
        }
        throw new TypeConversionException(
                "'" + text + "' must be a time from " + least + " to " + most + ", as 2, 0.5 or 1m.");
    }
}
