package io.papertrader.master.live;

import io.papertrader.master.asset.Resolution;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source of values of today. It asks and reads; the choice between providers, the judgement of what they say and what
 * happens where they fail are {@link LiveClass}'s.
 */
public interface LiveProvider {
    /** Longer than any history is kept. */
    Duration FOR_EVER = Duration.ofDays(100_000);

    /** Its name in settings, answers and metrics. */
    String name();

    /** The permission to hand its prices on. */
    DataTerms terms();

    /** The way to it, with its budget. */
    Web web();

    /** The setting that it cannot work without, where that is not set. */
    default Optional<String> missingSetting() {
        return Optional.empty();
    }

    /** The shortest time between two questions for current values. */
    default Duration every() {
        return Duration.ZERO;
    }

    /** The most assets that one call tells of; a call with fewer costs as much. */
    default int assetsACall() {
        return Integer.MAX_VALUE;
    }

    /** The assets, of these, that it has: each with its own name of it. */
    Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted);

    /** The current values of these, in as few calls as it takes; no reading of one that it does not tell of. */
    Uni<List<Reading>> values(Map<AssetSymbol, String> assets);

    /** Corporate actions of these assets whose ex-dates are from (inclusive) to (inclusive), where it tells of some. */
    default Uni<ToldActions> actions(Map<AssetSymbol, String> assets, LocalDate from, LocalDate to) {
        return Uni.createFrom().item(ToldActions.none());
    }

    /** Its words about the last day that has closed, of all these assets in one call; none where it has none. */
    default Uni<List<Reading>> lastDays(Map<AssetSymbol, String> assets) {
        return Uni.createFrom().item(List.of());
    }

    /** The time back from now of which it has bars of this length; zero where it has none. */
    default Duration reach(Resolution resolution) {
        return FOR_EVER;
    }

    /** The bars of one asset whose close lies in a stretch of the past, oldest first; maybe some beside it. */
    Uni<PastBars> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution);
}
