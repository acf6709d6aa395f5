package io.papertrader.master.live;

import io.papertrader.master.asset.AssetClass;
import io.papertrader.master.asset.Savings;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The choice of the assets that are asked for, where a provider takes a call for so many of them: those that are wanted
 * each time, every other one before its value can be stale for that, and in what room is left those that were asked for
 * longest ago. So it saves calls alone, and no answer is another for it. For any thread.
 */
final class Thrift {
    /** An asset that was asked for within this is asked for again with others alone. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    private final AssetClass ofClass;
    private final List<AssetSymbol> listed;
    private final Predicate<AssetSymbol> isWanted;
    private final Duration rest;
    private final Map<AssetSymbol, Instant> asked = new HashMap<>();
    private Set<AssetSymbol> resting = Set.of();
    private long callsSaved;
    private long assetsSaved;

    /**
     * Has asked for none yet.
     *
     * @param rest the longest time between two questions for an asset that nobody wants
     */
    Thrift(AssetClass ofClass, Collection<AssetSymbol> listed, Predicate<AssetSymbol> isWanted, Duration rest) {
        this.ofClass = ofClass;
        this.listed = List.copyOf(listed);
        this.isWanted = isWanted;
        this.rest = rest;
    }

    /** The assets to ask for now: all of them, where one call takes them all. */
    synchronized Set<AssetSymbol> choose(int aCall, Instant now) {
        if (aCall >= listed.size()) {
            resting = Set.of();
            return note(listed, now);
        }
        Set<AssetSymbol> due = new LinkedHashSet<>();
        listed.stream()
                .filter(symbol -> isWanted.test(symbol) || last(symbol).isBefore(now.minus(rest)))
                .forEach(due::add);
        Set<AssetSymbol> chosen = filled(due, aCall);
        callsSaved += calls(listed.size(), aCall) - calls(chosen.size(), aCall);
        assetsSaved += listed.size() - (long) chosen.size();
        resting = without(listed, chosen);
        return note(chosen, now);
    }

    /** The assets to ask for together with these, which rested. */
    synchronized Set<AssetSymbol> chooseWith(Set<AssetSymbol> some, int aCall, Instant now) {
        Set<AssetSymbol> chosen = filled(without(some, without(some, listed)), aCall);
        resting = without(resting, chosen);
        return note(chosen, now);
    }

    /** They were not answered: each is due again. */
    synchronized void failed(Set<AssetSymbol> some) {
        some.forEach(asked::remove);
    }

    /** True where an asset was left out the last time and not asked for lately. */
    synchronized boolean rests(AssetSymbol symbol, Instant now) {
        return resting.contains(symbol) && last(symbol).isBefore(now.minus(LATELY));
    }

    /** The calls and assets that were saved since the start. */
    synchronized Savings savings() {
        return new Savings(ofClass, listed.size(), listed.size() - resting.size(), callsSaved, assetsSaved);
    }

    /** A call costs the same with all the assets that it takes. */
    private Set<AssetSymbol> filled(Set<AssetSymbol> due, int aCall) {
        long room = calls(due.size(), aCall) * aCall;
        Set<AssetSymbol> chosen = new LinkedHashSet<>(due);
        listed.stream()
                .filter(symbol -> !due.contains(symbol))
                .sorted(Comparator.comparing(this::last))
                .limit(room - due.size())
                .forEach(chosen::add);
        return chosen;
    }

    private static long calls(int assets, int aCall) {
        return Math.ceilDiv((long) assets, aCall);
    }

    private Instant last(AssetSymbol symbol) {
        return asked.getOrDefault(symbol, Instant.MIN);
    }

    private Set<AssetSymbol> note(Collection<AssetSymbol> chosen, Instant now) {
        chosen.forEach(symbol -> asked.put(symbol, now));
        return Set.copyOf(chosen);
    }

    private static Set<AssetSymbol> without(Collection<AssetSymbol> all, Collection<AssetSymbol> some) {
        Set<AssetSymbol> rest = new LinkedHashSet<>(all);
        rest.removeAll(some);
        return rest;
    }
}
