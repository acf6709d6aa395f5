package io.papertrader.codec.reference;

import java.util.regex.Pattern;

/**
 * Prose in lines of at most 120 columns, of which none begins with a sign that Markdown takes for a list or a heading.
 */
final class Prose {
    private static final Pattern LINE = Pattern.compile("(.{1,118})(?:\\s+(?![-+*#>|]|\\d+[.)])|$)");

    private Prose() {}

    static String wrapped(String paragraph) {
        return LINE.matcher(paragraph).replaceAll("$1\n").stripTrailing();
    }

    /** An item of a list. */
    static String item(String text) {
        return "* " + wrapped(text).replace("\n", "\n  ") + "\n";
    }
}
