package io.papertrader.vocabulary;

/**
 * Some ASCII characters. An order comes with five texts that may have no others, and regular expressions for them took
 * a twentieth of the master's time.
 */
public final class AsciiSet {
    private static final int HALF = 64;
    private static final int ASCII = 128;

    private final long low;
    private final long high;

    private AsciiSet(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** The set of these characters. */
    public static AsciiSet of(String characters) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < characters.length(); i++) {
            char each = characters.charAt(i);
            if (each >= ASCII) {
                throw new IllegalArgumentException("is not ASCII: " + each);
            }
            if (each < HALF) {
                low |= 1L << each;
            } else {
                high |= 1L << (each - HALF);
            }
        }
        return new AsciiSet(low, high);
    }

    /** Letters, capital and small, and digits. */
    public static AsciiSet ofLettersAndDigits() {
        return of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    }

    /** The set with these characters too. */
    public AsciiSet and(String more) {
        AsciiSet others = of(more);
        return new AsciiSet(low | others.low, high | others.high);
    }

    public boolean has(char character) {
        if (character < HALF) {
            return (low >> character & 1) == 1;
        }
        return character < ASCII && (high >> (character - HALF) & 1) == 1;
    }

    /** True where the text has no other character, from this place on. */
    public boolean hasAllOf(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
