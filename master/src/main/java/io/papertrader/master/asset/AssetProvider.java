package io.papertrader.master.asset;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where values come from (specification 3.1.6: the assets API is up to the implementation). */
public interface AssetProvider {
    /** Values of the past, to begin an empty store with; oldest first. */
    List<AssetUpdate> history();

    /** The values that follow those of this time; empty where there are none yet. */
    Uni<Optional<AssetUpdate>> retrieve(Instant latest);
}
