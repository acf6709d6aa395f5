package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** A source of values that is asked by itself: while one waits for its provider, others go on. */
public interface ValueSource {
    /** The values that follow those that are known. */
    Uni<Retrieved> retrieve(Known known);

    /** The same of these assets, which {@link #rests rested}, and of those that come with them. */
    default Uni<Retrieved> retrieveAtOnce(Known known, Set<AssetSymbol> some) {
        return retrieve(known);
    }

    /** True where an asset of this source is not retrieved with each update, and was not lately. */
    default boolean rests(AssetSymbol symbol) {
        return false;
    }
}
