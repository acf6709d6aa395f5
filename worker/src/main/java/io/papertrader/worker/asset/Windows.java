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
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers with windows of values, as the master gave them, by the request that asked for them. A window that lies in
 * the past never changes unless the master says that it knows more of it; any other is good until the next update.
 */
@Singleton
class Windows {
    /** The memory of an entry beside its answer. */
    private static final int ENTRY_BYTES = 200;

    private static final ZoneId LAST_ZONE = ZoneOffset.ofHours(-12);

    private final CurrentValues current;
    private final Cache<Asked, Kept> past;
    private final Cache<Asked, Kept> untilUpdate;
    private volatile long updates;

    /** A request as its client wrote it. */
    private record Asked(Instruction instruction, String arguments) {}

    /** An answer, and the asset that it is about. */
    private record Kept(String foldedSymbol, Optional<byte[]> answer) {
        int bytes() {
            return answer.map(all -> all.length).orElse(0);
        }
    }

    Windows(CurrentValues current, CacheConfig config) {
        this.current = current;
        this.past = cache(config.maxBytes() / 2);
        this.untilUpdate = cache(config.maxBytes() / 2);
    }

    private static Cache<Asked, Kept> cache(long maxBytes) {
        return Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .<Asked, Kept>weigher((asked, kept) -> ENTRY_BYTES + asked.arguments.length() + kept.bytes())
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

    private static Optional<byte[]> find(Cache<Asked, Kept> cache, Asked asked) {
        return Optional.ofNullable(cache.getIfPresent(asked)).flatMap(Kept::answer);
    }

    /**
     * Counts updates and other news of the values: what was asked for before one and answered after it may be of
     * either.
     */
    long updates() {
        return updates;
    }

    /**
     * Keeps an answer. One that an update has overtaken may lack values of the window's end, even where that is past by
     * now.
     */
    void keep(OfAsset request, Instruction instruction, String arguments, byte[] answer, long updatesWhenAsked) {
        if (updates == updatesWhenAsked) {
            Cache<Asked, Kept> cache = isPast(request) ? past : untilUpdate;
            cache.put(
                    new Asked(instruction, arguments), new Kept(request.asset().folded(), Optional.of(answer)));
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

    /** The past of these is not what it was, also in answers that are on their way. */
    void forget(Collection<AssetSymbol> assets) {
        overtake();
        Set<String> folded = assets.stream().map(AssetSymbol::folded).collect(Collectors.toSet());
        for (Cache<Asked, Kept> cache : List.of(past, untilUpdate)) {
            cache.asMap().values().removeIf(kept -> folded.contains(kept.foldedSymbol));
        }
    }

    /** There are new values. */
    void passOn() {
        overtake();
        untilUpdate.invalidateAll();
    }

    /** Answers that are on their way are not kept. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Updates come one after another, on the link's event loop.
    private void overtake() {
        updates++;
    }
}
