package io.papertrader.cli.view;

/** Text that others wrote, made harmless: a terminal obeys control characters, and some formats turn the text around. */
public final class PlainText {
    private PlainText() {}

    /** The text with every character that is not meant to be seen written as {@code \}{@code uXXXX}, as JSON would. */
    public static String of(String text) {
        if (text.codePoints().noneMatch(PlainText::isHarmful)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> append(plain, point));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int point) {
        if (isHarmful(point)) {
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
