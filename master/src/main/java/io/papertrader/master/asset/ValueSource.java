package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A source of values that is asked by itself: while one waits for its provider, others go on. */
public interface ValueSource {
    /** The values that follow those that are known. */
    Uni<Retrieved> retrieve(Known known);

    /** The same, where these assets at least are asked for now; they {@link #rests rested}. */
    default Uni<Retrieved> retrieve(Known known, Set<AssetSymbol> some) {
        return retrieve(known);
    }

    /** True where an asset of this source is not retrieved with each update, and was not lately. */
    default boolean rests(AssetSymbol symbol) {
        return false;
    }
}
