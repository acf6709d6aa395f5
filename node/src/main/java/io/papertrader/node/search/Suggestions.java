package io.papertrader.node.search;

import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.node.search.AssetIndex.Entry;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The assets that were probably meant by a symbol that none has. Each way in which an asset is like it counts, and
 * those with the most come first: {@code APPL} is a slip away from {@code AAPL} and from others, but AAPL is also
 * Apple's.
 */
final class Suggestions {
    private static final int MOST = 3;

    /** A shorter word is one slip away from too many. */
    private static final int SHORTEST_MISTYPED = 3;

    /** A shorter word begins too many. */
    private static final int SHORTEST_BEGINNING = 2;

    private static final int SAME_LETTERS = 8;
    private static final int EXCHANGED = 5;
    private static final int MISTYPED = 4;
    private static final int PART = 3;
    private static final int BEGINNING = 2;

    private final List<Entry> entries;
    private final WordList words;

    /** The assets by their letters and digits: {@code BRKB} may be more than one. */
    private final Map<String, List<Integer>> bySymbol = new HashMap<>();

    Suggestions(List<Entry> entries, WordList words) {
        this.entries = entries;
        this.words = words;
        for (int entry = 0; entry < entries.size(); entry++) {
            bySymbol.computeIfAbsent(entries.get(entry).symbol(), symbol -> new ArrayList<>(1))
                    .add(entry);
        }
    }

    /** The likeliest first. */
    List<Match> of(AssetSymbol unknown) {
        String typed = SearchWords.whole(unknown.value());
        Map<Integer, Integer> likeness = new HashMap<>();
        count(likeness, Stream.of(typed), SAME_LETTERS);
        if (typed.length() >= SHORTEST_MISTYPED) {
            count(likeness, Misspelling.exchanged(typed), EXCHANGED);
            count(likeness, Misspelling.mistyped(typed).distinct(), MISTYPED);
        }
        count(likeness, firstPart(unknown), PART);
        if (typed.length() >= SHORTEST_BEGINNING) {
            words.beginning(typed).stream().forEach(entry -> likeness.merge(entry, BEGINNING, Integer::sum));
        }
        return likeness.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(entry -> entries.get(entry.getKey()).asset())
                .toList();
    }

    private void count(Map<Integer, Integer> likeness, Stream<String> symbols, int weight) {
        symbols.flatMap(symbol -> bySymbol.getOrDefault(symbol, List.of()).stream())
                .forEach(entry -> likeness.merge(entry, weight, Integer::sum));
    }

    /** The part before the market: {@code AAPL} of {@code AAPL.US}. */
    private static Stream<String> firstPart(AssetSymbol unknown) {
        String folded = unknown.folded();
        int sign = folded.indexOf('.');
        return sign > 0 ? Stream.of(SearchWords.whole(folded.substring(0, sign))) : Stream.empty();
    }
}
