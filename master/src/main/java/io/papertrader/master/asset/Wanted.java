package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assets that somebody holds, has ordered, watches or asked for lately: their values are retrieved with
 * each update. Bounded by the list of assets. For any thread.
 */
@ApplicationScoped
public class Wanted {
    private final ListOfAssets list;
    private final Duration followedFor;
    private final InstantSource time;
    private final Map<AssetSymbol, Instant> since = new ConcurrentHashMap<>();

    Wanted(ListOfAssets list, MarketConfig config, InstantSource time) {
        this.list = list;
        this.followedFor = config.followedFor();
        this.time = time;
    }

    /** Somebody wants the value of this asset; one that is not listed is let go. */
    public void note(AssetSymbol symbol) {
        list.find(symbol).ifPresent(listed -> since.put(listed.symbol(), time.instant()));
    }

    /** The same of many. */
    public void note(Collection<AssetSymbol> symbols) {
        symbols.forEach(this::note);
    }

    /** True where somebody wants it still. */
    public boolean has(AssetSymbol symbol) {
        return Optional.ofNullable(since.get(symbol))
                .filter(noted -> noted.plus(followedFor).isAfter(time.instant()))
                .isPresent();
    }
}
