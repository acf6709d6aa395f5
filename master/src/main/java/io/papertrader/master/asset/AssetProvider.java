package io.papertrader.master.asset;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A source of values (specification 3.1.6: the assets API is up to the implementation). */
public interface AssetProvider {
    /** Values of the past, to begin an empty store with; oldest first. */
    List<AssetUpdate> history();

    /** The origin of its values, in a few words. */
    String source();

    /** The period that it replays, and its updates that follow those of this time; none where its values are of today. */
    Optional<ReplayedPeriod> period(Instant latest);

    /** The values that follow those of this time, which is the latest of any asset. */
    Uni<Retrieved> retrieve(Instant latest);
}
