package io.papertrader.master.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The findings of one reading of the journal for many. A reading that fails for what stands in the tables is taken
 * again in halves, until those whose rows break a law are alone: they harm nobody who is read with them.
 *
 * @param found what was found of each
 * @param broken those that cannot be read, and why
 */
record Readings<K, V>(Map<K, V> found, Map<K, BrokenJournal> broken) {
    /** The class of Postgres's errors of data, as an amount that no number can hold. */
    private static final String OF_DATA = "22";

    /** Reads all of these; fails only where the journal cannot be asked. */
    static <K, V> Uni<Readings<K, V>> of(List<K> keys, Function<List<K>, Uni<Map<K, V>>> reader) {
        return reader.apply(keys)
                .map(found -> new Readings<>(found, Map.<K, BrokenJournal>of()))
                .onFailure(Readings::isOfContent)
                .recoverWithUni(failure -> keys.size() > 1 ? halves(keys, reader) : alone(keys.getFirst(), failure));
    }

    private static <K, V> Uni<Readings<K, V>> halves(List<K> keys, Function<List<K>, Uni<Map<K, V>>> reader) {
        int half = keys.size() / 2;
        return of(keys.subList(0, half), reader)
                .flatMap(first -> of(keys.subList(half, keys.size()), reader).map(first::and));
    }

    private static <K, V> Uni<Readings<K, V>> alone(K key, Throwable failure) {
        BrokenJournal broken = failure instanceof BrokenJournal named
                ? named
                : new BrokenJournal("has rows that cannot be read for " + key, failure);
        return Uni.createFrom().item(new Readings<>(Map.of(), Map.of(key, broken)));
    }

    private Readings<K, V> and(Readings<K, V> more) {
        return new Readings<>(both(found, more.found), both(broken, more.broken));
    }

    private static <K, V> Map<K, V> both(Map<K, V> one, Map<K, V> other) {
        Map<K, V> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static boolean isOfContent(Throwable failure) {
        return failure instanceof BrokenJournal
                || (failure instanceof PgException refusal
                        && String.valueOf(refusal.getSqlState()).startsWith(OF_DATA));
    }
}
