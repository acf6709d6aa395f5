package io.papertrader.node.search;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words that are one slip away from a word, a Damerau-Levenshtein distance of 1: two neighbours exchanged, a letter
 * too many, a wrong one or one too few. They are made and looked up, which takes the same time for a list of any
 * length.
 */
final class Misspelling {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private Misspelling() {}

    /** Every word with two neighbours exchanged. */
    static Stream<String> exchanged(String word) {
        return IntStream.range(0, word.length() - 1)
                .mapToObj(at -> word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2));
    }

    /** Every word with a letter left out, another in its place, or one more. */
    static Stream<String> mistyped(String word) {
        return Stream.concat(
                IntStream.range(0, word.length()).mapToObj(at -> word.substring(0, at) + word.substring(at + 1)),
                Stream.concat(
                        IntStream.range(0, word.length())
                                .boxed()
                                .flatMap(at -> put(word.substring(0, at), word.substring(at + 1))),
                        IntStream.rangeClosed(0, word.length())
                                .boxed()
                                .flatMap(at -> put(word.substring(0, at), word.substring(at)))));
    }

    private static Stream<String> put(String before, String behind) {
        return LETTERS.chars().mapToObj(letter -> before + (char) letter + behind);
    }
}
