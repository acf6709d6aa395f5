package io.papertrader.master.live;

import io.papertrader.master.asset.Known;
import io.papertrader.master.asset.Sample;
import io.papertrader.master.asset.Steps;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The providers of a class beside the one that serves, in order: they are asked for values that are doubted, and stand
 * in for it where it does not tell of an asset; for both in one call. An asset of which none tells has trouble.
 */
final class StandIns {
    private static final Uni<List<Answer>> NO_ANSWER = Uni.createFrom().item(List.of());

    private final ClassProviders providers;
    private final ValueCalls calls;
    private final Doubts doubts;
    private final TakenValues taken;
    private final InstantSource time;
    private final LateAnswer<List<Answer>> answers;

    /** The readings of one of them. */
    private record Answer(LiveProvider provider, List<Reading> readings) {}

    /**
     * Has asked for nothing yet.
     *
     * @param patience the longest time that an update waits for them
     */
    StandIns(
            ClassProviders providers,
            ValueCalls calls,
            Doubts doubts,
            TakenValues taken,
            InstantSource time,
            Duration patience) {
        this.providers = providers;
        this.calls = calls;
        this.doubts = doubts;
        this.taken = taken;
        this.time = time;
        this.answers = new LateAnswer<>(List.of(), patience);
    }

    /**
     * Their values behind the last answer of the one that serves.
     *
     * @param answered the assets of which that one's answer in this update is
     */
    Uni<List<Sample>> values(LiveProvider serving, Set<AssetSymbol> answered, Known known) {
        return answers.to(() -> askAll(serving)).map(told -> {
            List<Sample> values = new ArrayList<>();
            told.forEach(answer -> values.addAll(taken(serving, answer, known)));
            nameTroubles(serving, answered);
            return values;
        });
    }

    /** An answer that comes late may be about an asset that needs it no more. */
    private List<Sample> taken(LiveProvider serving, Answer answer, Known known) {
        Set<AssetSymbol> open = calls.untold().leftBy(serving.name());
        open.addAll(doubts.held());
        return taken.of(
                answer.provider,
                answer.readings.stream()
                        .filter(reading -> open.contains(reading.symbol()))
                        .toList(),
                known);
    }

    private void nameTroubles(LiveProvider serving, Set<AssetSymbol> answered) {
        calls.untold().untoldBy(serving.name(), answered).forEach((symbol, why) -> {
            if (!calls.untold().isLeftToAnother(symbol, serving.name())) {
                taken.noneOf(symbol, serving, why);
            }
        });
    }

    private Uni<List<Answer>> askAll(LiveProvider serving) {
        Set<AssetSymbol> doubted = doubts.held();
        Set<AssetSymbol> left = calls.untold().leftBy(serving.name());
        if (doubted.isEmpty() && left.isEmpty()) {
            return NO_ANSWER;
        }
        List<Answer> told = new ArrayList<>();
        return Steps.each(
                        providers.beside(serving),
                        other -> ask(other, doubted, left).invoke(told::addAll).replaceWithVoid())
                .map(asked -> List.copyOf(told));
    }

    /** Those that it is asked for in the other's place are left no more. */
    private Uni<List<Answer>> ask(LiveProvider other, Set<AssetSymbol> doubted, Set<AssetSymbol> left) {
        return providers
                .names(other)
                .flatMap(names -> {
                    Set<AssetSymbol> inPlace =
                            calls.untold().mayBeToldBy(other.name(), both(left, names.keySet()), time.instant());
                    left.removeAll(inPlace);
                    return askForThese(other, names, both(doubted, names.keySet()), inPlace);
                })
                .onFailure()
                .invoke(failure -> failed(other, failure))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private Uni<List<Answer>> askForThese(
            LiveProvider other, Map<AssetSymbol, String> names, Set<AssetSymbol> doubted, Set<AssetSymbol> inPlace) {
        Set<AssetSymbol> asked = new HashSet<>(doubted);
        asked.addAll(inPlace);
        return asked.isEmpty() || !providers.isDue(other)
                ? NO_ANSWER
                : calls.ask(other, names, asked).map(readings -> List.of(answer(other, readings, inPlace)));
    }

    private void failed(LiveProvider other, Throwable failure) {
        calls.untold().standsInNoMore(other.name());
        providers.failed(other, failure);
    }

    private static Set<AssetSymbol> both(Set<AssetSymbol> some, Set<AssetSymbol> others) {
        Set<AssetSymbol> both = new HashSet<>(some);
        both.retainAll(others);
        return both;
    }

    /** One that has no value of an asset for which it does not stand in says nothing against it, nor against itself. */
    private Answer answer(LiveProvider other, List<Reading> readings, Set<AssetSymbol> inPlace) {
        Set<AssetSymbol> told = new HashSet<>();
        readings.forEach(reading -> told.add(reading.symbol()));
        if (readings.stream().anyMatch(Reading.Value.class::isInstance)) {
            providers.answered(other, readings);
        } else {
            Set<AssetSymbol> silent = new HashSet<>(inPlace);
            silent.removeAll(told);
            calls.untold().silent(other.name(), silent, time.instant());
        }
        calls.untold().stoodIn(other.name(), inPlace, both(inPlace, told));
        return new Answer(
                other,
                readings.stream()
                        .filter(reading -> reading instanceof Reading.Value || inPlace.contains(reading.symbol()))
                        .toList());
    }
}
