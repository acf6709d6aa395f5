package io.papertrader.cli.command;

import java.math.BigInteger;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A whole number between two others; an option that takes one names its own kind as its converter. */
public abstract class TypedNumber implements ITypeConverter<Integer> {
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,100}");

    private final int least;
    private final int most;

    /** A range that both bounds are within. */
    protected TypedNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public Integer convert(String text) {
        if (!DIGITS.matcher(text).matches() || !isWithin(new BigInteger(text))) {
            throw new TypeConversionException(
                    "'%s' must be a whole number from %,d to %,d.".formatted(text, least, most));
        }
        return Integer.valueOf(text);
    }

    private boolean isWithin(BigInteger number) {
        return number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0;
    }
}
