package io.papertrader.vocabulary;

import java.util.Locale;

/**
 * An asset's symbol (specification 2.4.3), as {@code AAPL} or {@code BRK.B}: 1 to 24 of {@code A-Za-z0-9.^=/_-}, a
 * letter or digit first; small letters are taken as capitals.
 *
 * <p>Markets part the class of a share, or the two sides of a pair, by different signs: {@code BRK.B}, {@code BRK-B},
 * {@code BRK/B} and {@code BRK_B} name one asset. They are different symbols with the same {@link #folded} form, by
 * which a list of assets finds its own spelling.
 */
public record AssetSymbol(String value) implements Comparable<AssetSymbol> {
    /** The most characters of a symbol. */
    public static final int MAX_LENGTH = 24;

    /** The regular expression of a whole symbol. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9.^=/_-]{0,23}";

    private static final AsciiSet FIRST = AsciiSet.ofLettersAndDigits();
    private static final AsciiSet OTHERS = FIRST.and(".^=/_-");

    public AssetSymbol {
        // Before it is made capitals: letters of other scripts would become ASCII by it.
        if (!isSymbol(value)) {
            throw new IllegalArgumentException("must be a symbol like AAPL or BRK.B of at most 24 characters");
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    private static boolean isSymbol(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && FIRST.has(text.charAt(0)) && OTHERS.hasAllOf(text, 1);
    }

    /** The form that all spellings of one asset share: a dot for any of {@code .-/_}. */
    public String folded() {
        return value.replace('-', '.').replace('/', '.').replace('_', '.');
    }

    /** True where both name one asset, whichever sign parts its class or pair. */
    public boolean isSameAssetAs(AssetSymbol other) {
        return folded().equals(other.folded());
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
