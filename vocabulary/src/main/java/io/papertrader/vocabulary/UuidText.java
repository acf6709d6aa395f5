package io.papertrader.vocabulary;

import java.util.UUID;

/** A UUID as text, in its usual form alone. */
public final class UuidText {
    private static final int LENGTH = 36;
    private static final AsciiSet DIGITS = AsciiSet.of("0123456789abcdefABCDEF");

    private UuidText() {}

    /** Reads 36 characters; throws {@link IllegalArgumentException} with a reason for people. */
    public static UUID parse(String text) {
        // UUID.fromString also takes shortened and shifted forms, which would give one value many spellings.
        if (!isUsual(text)) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return UUID.fromString(text);
    }

    private static boolean isUsual(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean isParted = i == 8 || i == 13 || i == 18 || i == 23;
            if (isParted ? text.charAt(i) != '-' : !DIGITS.has(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
