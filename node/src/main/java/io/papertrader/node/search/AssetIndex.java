package io.papertrader.node.search;

import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some assets, to be searched; never changes. */
public final class AssetIndex {
    private final List<Entry> entries;
    private final WordList symbols;
    private final WordList names;
    private final WordList words;
    private final Suggestions suggestions;

    /** An asset and what a search compares it by. */
    record Entry(Match asset, String symbol, String name) {
        private static Entry of(Match asset) {
            return new Entry(asset, SearchWords.whole(asset.symbol().value()), SearchWords.whole(asset.name()));
        }

        private Set<String> words() {
            Set<String> all = SearchWords.withParts(asset.symbol().value());
            all.addAll(SearchWords.withParts(asset.name()));
            return all;
        }
    }

    /** An index of these assets. */
    public AssetIndex(Collection<Match> assets) {
        this.entries = assets.stream()
                .sorted(Comparator.comparing(Match::symbol))
                .map(Entry::of)
                .toList();
        this.symbols = WordList.of(entries, entry -> Set.of(entry.symbol));
        this.names = WordList.of(entries, entry -> Set.of(entry.name));
        this.words = WordList.of(entries, Entry::words);
        this.suggestions = new Suggestions(entries, words);
    }

    /**
     * The assets that a text may mean and that are shown, {@value AssetMatches#MOST} at most. The best are those whose
     * symbol begins so, then those whose name does; the others have all words of the text, or words that begin as they
     * do.
     */
    public List<Match> search(String text, Predicate<Match> isShown) {
        String whole = SearchWords.whole(text);
        Set<String> wanted = SearchWords.of(text);
        if (wanted.isEmpty()) {
            return List.of();
        }
        return Stream.<Supplier<BitSet>>of(
                        () -> symbols.beginning(whole),
                        () -> names.beginning(whole),
                        () -> all(wanted, words::with),
                        () -> all(wanted, words::beginning))
                .flatMapToInt(found -> found.get().stream())
                .distinct()
                .mapToObj(entry -> entries.get(entry).asset)
                .filter(isShown)
                .limit(AssetMatches.MOST)
                .toList();
    }

    /** The entries that each of these words has; none for no words. */
    private static BitSet all(Set<String> wanted, Function<String, BitSet> having) {
        BitSet all = new BitSet();
        boolean isFirst = true;
        for (String word : wanted) {
            if (isFirst) {
                all = having.apply(word);
                isFirst = false;
            } else if (!all.isEmpty()) {
                all.and(having.apply(word));
            }
        }
        return all;
    }

    /** The words behind "There is no such asset": the symbols that were probably meant, or a full stop. */
    public String meant(AssetSymbol unknown) {
        List<Match> likely = suggestions.of(unknown);
        if (likely.isEmpty()) {
            return ".";
        }
        List<String> named = likely.stream()
                .map(asset -> asset.symbol() + " (" + asset.name() + ")")
                .toList();
        String first = named.subList(0, named.size() - 1).stream().collect(Collectors.joining(", "));
        return "; did you mean " + first + (first.isEmpty() ? "" : " or ") + named.getLast() + "?";
    }

    /** Says that it is not on the list, and what was probably meant. */
    public String unknown(AssetSymbol symbol) {
        return symbol + " is not on the list of assets" + meant(symbol);
    }
}
