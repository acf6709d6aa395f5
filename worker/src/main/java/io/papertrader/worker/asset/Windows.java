package io.papertrader.worker.asset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.message.AsOf;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePage;
import io.papertrader.codec.message.AssetRequest.GetAssetValuePredicted;
import io.papertrader.codec.message.AssetRequest.GetForecast;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetRequest.OfAssetAt;
import io.papertrader.codec.message.Instruction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Answers with windows of values, as the master gave them, by the request that asked for them. A window that lies in
 * the past never changes; any other is good until the next update.
 */
@Singleton
class Windows {
    /** The memory of an entry beside its answer. */
    private static final int ENTRY_BYTES = 200;

    private static final ZoneId LAST_ZONE = ZoneOffset.ofHours(-12);

    private final CurrentValues current;
    private final Cache<Asked, Optional<byte[]>> past;
    private final Cache<Asked, Optional<byte[]>> untilUpdate;
    private volatile long updates;

    /** A request as its client wrote it. */
    private record Asked(Instruction instruction, String arguments) {}

    Windows(CurrentValues current, CacheConfig config) {
        this.current = current;
        this.past = cache(config.maxBytes() / 2);
        this.untilUpdate = cache(config.maxBytes() / 2);
    }

    private static Cache<Asked, Optional<byte[]>> cache(long maxBytes) {
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Asked, Optional<byte[]>>weigher((asked, answer) -> ENTRY_BYTES
                        + asked.arguments.length()
                        + answer.map(all -> all.length).orElse(0))
                .build();
    }

    Optional<byte[]> find(Instruction instruction, String arguments) {
        Asked asked = new Asked(instruction, arguments);
        Optional<byte[]> kept = find(past, asked);
        return kept.isPresent() ? kept : find(untilUpdate, asked);
    }

    /** The same where it will never change. */
    Optional<byte[]> findPast(Instruction instruction, String arguments) {
        return find(past, new Asked(instruction, arguments));
    }

    private static Optional<byte[]> find(Cache<Asked, Optional<byte[]>> cache, Asked asked) {
        Optional<byte[]> kept = cache.getIfPresent(asked);
        return kept == null ? Optional.empty() : kept;
    }

    /** Counts updates: what was asked for before one and answered after it may be of either. */
    long updates() {
        return updates;
    }

    /**
     * Keeps an answer. One that an update has overtaken may lack values of the window's end, even where that is past by
     * now.
     */
    void keep(OfAsset request, Instruction instruction, String arguments, byte[] answer, long updatesWhenAsked) {
        if (updates == updatesWhenAsked) {
            Cache<Asked, Optional<byte[]>> cache = isPast(request) ? past : untilUpdate;
            cache.put(new Asked(instruction, arguments), Optional.of(answer));
        }
    }

    /** The number of windows that are kept. */
    long size() {
        return past.estimatedSize() + untilUpdate.estimatedSize();
    }

    /** A day is over when it is over everywhere: the worker need not know where the asset's market is. */
    private boolean isPast(OfAsset request) {
        Optional<Instant> latest = current.latestTime(request.asset());
        return date(request)
                .filter(date -> latest.filter(time -> !date.end(LAST_ZONE).isAfter(time))
                        .isPresent())
                .isPresent();
    }

    private static Optional<AsOf> date(OfAsset request) {
        return switch (request) {
            case GetAssetValuePredicted _, GetForecast _ -> Optional.empty();
            case OfAssetAt at -> Optional.of(at.date());
            case GetAssetValuePage page -> page.date();
            default -> Optional.empty();
        };
    }

    /** While there was no link, anything may have become of the values. */
    void forget() {
        passOn();
        past.invalidateAll();
    }

    /** There are new values. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Updates come one after another, on the link's event loop.
    void passOn() {
        updates++;
        untilUpdate.invalidateAll();
    }
}
