package io.papertrader.node.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.papertrader.node.Ticks;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * A bucket of tries for each key, all of one pace. A bucket is one moment, that at which it is full again (the generic
 * cell rate algorithm of ITU-T I.371); a full one is not kept. For any thread.
 */
public final class Buckets<K> {
    private final long intervalNanos;
    private final long fullNanos;
    private final Ticks ticks;
    private final Cache<K, Long> fullAt;

    /** So many are kept; those that were used least give way, and are full again. */
    public Buckets(Pace pace, int most, Ticks ticks) {
        this.intervalNanos = pace.interval().toNanos();
        this.fullNanos = pace.untilFull().toNanos();
        this.ticks = ticks;
        Ticker ticker = ticks::nanos;
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(pace.untilFull())
                .executor(Runnable::run)
                .ticker(ticker)
                .build();
    }

    /** Takes a try; where there is none, says how long to wait for it. */
    public Optional<TooOften> take(K key) {
        long now = ticks.nanos();
        AtomicLong missing = new AtomicLong();
        fullAt.asMap().compute(key, (same, full) -> {
            long later = nanosUntil(full, now) + intervalNanos;
            missing.set(later - fullNanos);
            return later > fullNanos ? full : Long.valueOf(now + later);
        });
        return missing.get() > 0 ? Optional.of(new TooOften(Duration.ofNanos(missing.get()))) : Optional.empty();
    }

    /** Gives a try back that was taken. */
    public void giveBack(K key) {
        long now = ticks.nanos();
        fullAt.asMap().computeIfPresent(key, (same, full) -> {
            long left = nanosUntil(full, now) - intervalNanos;
            return left > 0 ? Long.valueOf(now + left) : null;
        });
    }

    /** True where this key has no try left. */
    public boolean isEmpty(K key) {
        Long full = fullAt.getIfPresent(key);
        return full != null && nanosUntil(full, ticks.nanos()) + intervalNanos > fullNanos;
    }

    /** The keys that have no try left, and how long each waits for one. */
    public Map<K, Duration> empty() {
        long now = ticks.nanos();
        Map<K, Duration> empty = new HashMap<>();
        fullAt.asMap().forEach((key, full) -> {
            long missing = nanosUntil(full, now) + intervalNanos - fullNanos;
            if (missing > 0) {
                empty.put(key, Duration.ofNanos(missing));
            }
        });
        return empty;
    }

    /** Makes the bucket of this key full. */
    public void fill(K key) {
        fullAt.invalidate(key);
    }

    /** Makes the buckets of these keys full. */
    public void fill(Predicate<K> which) {
        fullAt.asMap().keySet().removeIf(which);
    }

    private static long nanosUntil(Long full, long now) {
        return full == null ? 0 : Math.max(0, full - now);
    }
}
