package io.papertrader.vocabulary;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An asset's symbol (specification 2.4.3), as {@code AAPL} or {@code BRK.B}: 1 to 24 of {@code A-Za-z0-9.^=/_-}, a letter or
 * digit first; small letters are taken as capitals.
 */
public record AssetSymbol(String value) implements Comparable<AssetSymbol> {
    /** The most characters of a symbol. */
    public static final int MAX_LENGTH = 24;

    /** The regular expression of a whole symbol. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9.^=/_-]{0,23}";

    private static final Pattern ALLOWED = Pattern.compile(PATTERN);

    public AssetSymbol {
        // Before it is made capitals: letters of other scripts would become ASCII by it.
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a symbol like AAPL or BRK.B of at most 24 characters");
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    @Override
    public int compareTo(AssetSymbol other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
