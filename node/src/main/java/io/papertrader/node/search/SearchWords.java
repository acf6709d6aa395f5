package io.papertrader.node.search;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Words as a search compares them: letters and digits alone, without case and accents. */
final class SearchWords {
    private final Set<String> words = new LinkedHashSet<>();
    private final boolean isWithParts;
    private final StringBuilder word = new StringBuilder();
    private int part;

    private SearchWords(String text, boolean isWithParts) {
        this.isWithParts = isWithParts;
        plain(text).codePoints().forEach(this::take);
        endPart();
        endWord();
    }

    /** The words between spaces, each in one piece: {@code AT&T} is {@code att}. */
    static Set<String> of(String text) {
        return new SearchWords(text, false).words;
    }

    /** The same, and the parts of each: {@code AT&T} is also {@code at} and {@code t}. */
    static Set<String> withParts(String text) {
        return new SearchWords(text, true).words;
    }

    /** The whole text in one piece. */
    static String whole(String text) {
        return String.join("", of(text));
    }

    private void take(int point) {
        if (Character.isLetterOrDigit(point)) {
            word.appendCodePoint(point);
        } else if (Character.isWhitespace(point)) {
            endPart();
            endWord();
        } else if (!isMark(point)) {
            endPart();
        }
    }

    private void endPart() {
        if (isWithParts && part < word.length()) {
            words.add(word.substring(part));
        }
        part = word.length();
    }

    private void endWord() {
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        word.setLength(0);
        part = 0;
    }

    /** An accent, once it is apart from its letter. */
    private static boolean isMark(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    /** The letters by way of capitals, so that a letter that is two as a capital is these two. */
    private static String plain(String text) {
        String apart = Normalizer.isNormalized(text, Form.NFD) ? text : Normalizer.normalize(text, Form.NFD);
        return apart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
