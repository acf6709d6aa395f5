package io.papertrader.codec.wire;

import java.nio.charset.StandardCharsets;

/** Text with a bound on its bytes, which are what counts on the wire. */
public final class Utf8 {
    private static final String ELLIPSIS = "...";

    private Utf8() {}

    /** The text; throws {@link IllegalArgumentException} where it has more bytes. */
    public static String checked(String text, int mostBytes) {
        if (bytes(text) > mostBytes) {
            throw new IllegalArgumentException("must have at most " + mostBytes + " bytes in UTF-8");
        }
        return text;
    }

    /** The text, or as much of its beginning as there is room for, and an ellipsis that tells. */
    public static String shortened(String text, int mostBytes) {
        if (bytes(text) <= mostBytes) {
            return text;
        }
        int end = text.length();
        while (bytes(text.substring(0, end)) > mostBytes - ELLIPSIS.length()) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + ELLIPSIS;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
