package io.papertrader.master.live;

import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source of values of today. It asks and reads; the choice between providers, the judgement of what they say and what
 * happens where they fail are {@link LiveClass}'s.
 */
public interface LiveProvider {
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

    /** The assets, of these, that it has: each with its own name of it. */
    Uni<Map<AssetSymbol, String>> assets(Collection<AssetSymbol> wanted);

    /** The current values of all of these, in as few calls as it takes. */
    Uni<List<Reading>> values(Map<AssetSymbol, String> assets);

    /** The bars of one asset whose close lies in a stretch of the past, oldest first; each is true at its close. */
    Uni<List<Sample>> history(AssetSymbol symbol, String ownName, Stretch stretch, Resolution resolution);
}
