package io.papertrader.worker.asset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetReply.Prediction;
import io.papertrader.codec.message.AssetReply.Series;
import io.papertrader.codec.message.AssetReply.SeriesPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetRequest.OfAssetAt;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.ValuesUpdated;
import io.papertrader.codec.message.Reply;
import io.papertrader.worker.master.LinkUp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;

/**
 * Windows of values, by the request that asked for them. One that lies in the past never changes; any other is good
 * until the next update.
 */
@ApplicationScoped
class Windows {
    private final CurrentValues current;
    private final Cache<OfAsset, Reply> past;
    private final Cache<OfAsset, Reply> untilUpdate;
    private volatile long updates;

    Windows(CurrentValues current, CacheConfig config) {
        this.current = current;
        this.past = cache(config.maxBars());
        this.untilUpdate = cache(config.maxBars());
    }

    private static Cache<OfAsset, Reply> cache(long maxBars) {
        return Caffeine.newBuilder()
                .maximumWeight(maxBars)
                .<OfAsset, Reply>weigher((request, reply) -> 1 + bars(reply))
                .build();
    }

    private static int bars(Reply reply) {
        return switch (reply) {
            case Series series -> series.bars().size();
            case SeriesPage page -> page.series().bars().size();
            case Prediction prediction -> prediction.steps().size();
            default -> 0;
        };
    }

    Optional<Reply> find(OfAsset request) {
        Reply kept = past.getIfPresent(request);
        return Optional.ofNullable(kept != null ? kept : untilUpdate.getIfPresent(request));
    }

    /** Counts updates: what was asked for before one and answered after it may be of either. */
    long updates() {
        return updates;
    }

    /** What an update has overtaken may lack values of the window's end, even where the window is past by now. */
    void keep(OfAsset request, Reply reply, long updatesWhenAsked) {
        if (updates != updatesWhenAsked) {
            return;
        }
        switch (reply) {
            case Series series when isPast(request) -> past.put(request, series);
            case Series series -> untilUpdate.put(request, series);
            case SeriesPage page when isPast(request) -> past.put(request, page);
            case SeriesPage page -> untilUpdate.put(request, page);
            case Prediction prediction -> untilUpdate.put(request, prediction);
            default -> {}
        }
    }

    /** How many are kept. */
    long size() {
        return past.estimatedSize() + untilUpdate.estimatedSize();
    }

    private boolean isPast(OfAsset request) {
        Optional<Instant> latest = current.latestTime(request.asset());
        return date(request)
                .filter(date -> latest.filter(time -> !date.end().isAfter(time)).isPresent())
                .isPresent();
    }

    private static Optional<AsOf> date(OfAsset request) {
        return switch (request) {
            case OfAssetAt at -> Optional.of(at.date());
            case GetAssetValuePage page -> page.date();
            default -> Optional.empty();
        };
    }

    void update(@Observes LinkEvent event) {
        if (event instanceof ValuesUpdated) {
            passOn();
        }
    }

    /** While there was no link, updates may have gone by unheard. */
    void forget(@Observes LinkUp up) {
        passOn();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Both come one after another, on the link's event loop.
    private void passOn() {
        updates++;
        untilUpdate.invalidateAll();
    }
}
