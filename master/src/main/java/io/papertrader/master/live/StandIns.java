package io.papertrader.master.live;

import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Steps;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The providers of a class beside the one that serves, in order: they are asked for values that are doubted, and stand
 * in for it where it does not tell of an asset. An asset of which none tells has trouble.
 */
final class StandIns {
    private static final Uni<List<Sample>> NO_VALUES = Uni.createFrom().item(List.of());

    private final ClassProviders providers;
    private final ValueCalls calls;
    private final Doubts doubts;
    private final TakenValues taken;
    private final InstantSource time;

    StandIns(ClassProviders providers, ValueCalls calls, Doubts doubts, TakenValues taken, InstantSource time) {
        this.providers = providers;
        this.calls = calls;
        this.doubts = doubts;
        this.taken = taken;
        this.time = time;
    }

    /** Their values of these assets, behind the last answer of the one that serves. */
    Uni<List<Sample>> values(LiveProvider serving, Set<AssetSymbol> chosen, Known known) {
        Map<AssetSymbol, String> lacking = calls.untold().of(serving.name(), chosen);
        List<Sample> values = new ArrayList<>();
        return Steps.each(
                        providers.beside(serving),
                        other -> ask(other, lacking, known)
                                .invoke(values::addAll)
                                .replaceWithVoid())
                .map(asked -> {
                    lacking.forEach((symbol, why) -> taken.noneOf(symbol, serving, why));
                    return values;
                });
    }

    /** What it stands in for is lacking no more. */
    private Uni<List<Sample>> ask(LiveProvider other, Map<AssetSymbol, String> lacking, Known known) {
        Set<AssetSymbol> doubted = doubts.held();
        if (doubted.isEmpty() && lacking.isEmpty()) {
            return NO_VALUES;
        }
        return providers
                .names(other)
                .flatMap(names -> {
                    Set<AssetSymbol> its = calls.untold()
                            .mayBeToldBy(other.name(), both(lacking.keySet(), names.keySet()), time.instant());
                    lacking.keySet().removeAll(its);
                    return ask(other, names, both(doubted, names.keySet()), its, known);
                })
                .onFailure()
                .invoke(failure -> providers.failed(other, failure))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private Uni<List<Sample>> ask(
            LiveProvider other,
            Map<AssetSymbol, String> names,
            Set<AssetSymbol> doubted,
            Set<AssetSymbol> its,
            Known known) {
        Set<AssetSymbol> asked = new HashSet<>(doubted);
        asked.addAll(its);
        return asked.isEmpty() || !providers.isDue(other)
                ? NO_VALUES
                : calls.ask(other, names, asked).map(readings -> taken(other, readings, its, known));
    }

    private static Set<AssetSymbol> both(Set<AssetSymbol> some, Set<AssetSymbol> others) {
        Set<AssetSymbol> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    /** One that has no value of an asset for which it does not stand in says nothing against it, nor against itself. */
    private List<Sample> taken(LiveProvider other, List<Reading> readings, Set<AssetSymbol> its, Known known) {
        if (readings.stream().anyMatch(Reading.Value.class::isInstance)) {
            providers.answered(other, readings);
        }
        return taken.of(
                other,
                readings.stream()
                        .filter(reading -> reading instanceof Reading.Value || its.contains(reading.symbol()))
                        .toList(),
                known);
    }
}
