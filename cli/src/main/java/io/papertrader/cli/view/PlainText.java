package io.papertrader.cli.view;

import java.nio.charset.CharsetEncoder;
import java.util.function.IntPredicate;

/**
 * Text that others wrote, made harmless: a terminal obeys control characters, and some formats turn the text around.
 */
public final class PlainText {
    private PlainText() {}

    /** The text with every character that is not meant to be seen written as {@code \}{@code uXXXX}, as JSON would. */
    public static String of(String text) {
        return escaped(text, PlainText::isHarmful);
    }

    /** The text with every character that the encoding has not written in the same way. */
    static String within(CharsetEncoder encoder, String text) {
        return encoder.canEncode(text) ? text : escaped(text, point -> !encoder.canEncode(Character.toString(point)));
    }

    private static String escaped(String text, IntPredicate isEscaped) {
        if (text.codePoints().noneMatch(isEscaped)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(plain, point, isEscaped.test(point)));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int point, boolean isEscaped) {
        if (isEscaped) {
            for (char half : Character.toChars(point)) {
                plain.append(String.format("\\u%04x", (int) half));
            }
        } else {
            plain.appendCodePoint(point);
        }
    }

    private static boolean isHarmful(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
