package io.papertrader.node.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The words of numbered entries in order, so that those which begin with some letters stand together: finding them
 * takes as long as there are of them, however many entries there are.
 */
final class WordList {
    private final String[] words;
    private final int[] entries;

    private record Word(String text, int entry) {}

    /** The words of each entry, which is known by its place. */
    static <E> WordList of(List<E> entries, Function<E, Set<String>> words) {
        return new WordList(entries.stream().map(words).toList());
    }

    private WordList(List<Set<String>> wordsOfEntries) {
        Word[] all = new Word[wordsOfEntries.stream().mapToInt(Set::size).sum()];
        int count = 0;
        for (int entry = 0; entry < wordsOfEntries.size(); entry++) {
            for (String word : wordsOfEntries.get(entry)) {
                all[count++] = new Word(word, entry);
            }
        }
        Arrays.sort(all, Comparator.comparing(Word::text));
        this.words = Arrays.stream(all).map(Word::text).toArray(String[]::new);
        this.entries = Arrays.stream(all).mapToInt(Word::entry).toArray();
    }

    /** The entries of which a word begins so. */
    BitSet beginning(String letters) {
        BitSet found = new BitSet();
        for (int at = first(letters); at < words.length && words[at].startsWith(letters); at++) {
            found.set(entries[at]);
        }
        return found;
    }

    /** The entries that have this word. */
    BitSet with(String word) {
        BitSet found = new BitSet();
        for (int at = first(word); at < words.length && words[at].equals(word); at++) {
            found.set(entries[at]);
        }
        return found;
    }

    private int first(String letters) {
        int low = 0;
        int high = words.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (words[middle].compareTo(letters) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
