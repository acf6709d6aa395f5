package io.papertrader.market;

import io.papertrader.market.MarketEvent.ActionAnnounced;
import io.papertrader.market.action.ActionId;
import io.papertrader.market.value.SeenQuote;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The corporate actions that were announced, as far as memory knows of them. */
final class Announcements {
    private final Set<ActionId> sinceMemoryBegan = new HashSet<>();
    private final Map<AssetSymbol, Long> exchanged;
    private long last;
    private long lastAt;

    Announcements(MarketSnapshot start) {
        this.last = start.lastAction();
        this.exchanged = new HashMap<>(start.exchanged());
    }

    /** The number of the last one. */
    long last() {
        return last;
    }

    /** The position of the journal at which one was announced last, 0 where none was since memory began. */
    long lastAt() {
        return lastAt;
    }

    /** True where it was announced since memory began. */
    boolean has(ActionId id) {
        return sinceMemoryBegan.contains(id);
    }

    /** True where a value is of shares that have been exchanged for others since. */
    boolean isOfOtherShares(SeenQuote seen) {
        return seen.update() <= exchanged.getOrDefault(seen.quote().symbol(), -1L);
    }

    /** The update behind which each asset needs a new value, since its shares are others. */
    Map<AssetSymbol, Long> exchanged() {
        return exchanged;
    }

    void add(ActionAnnounced begun, long position) {
        boolean isNext = begun.number() == last + 1
                && sinceMemoryBegan.add(begun.action().id());
        BrokenLaw.require(isNext, "actions follow each other, each once", begun);
        last = begun.number();
        lastAt = position;
        if (begun.action().change().takesShares()) {
            exchanged.put(begun.action().symbol(), begun.update());
        }
    }
}
