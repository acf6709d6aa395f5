package io.papertrader.worker.asset;

import io.papertrader.node.Ticks;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Assets that clients of this worker ask for or watch, and that the master has to hear of, since what is answered from
 * memory it does not see. Bounded by the list of assets. For any thread.
 */
@Singleton
class Interests {
    /** The master follows an asset for some minutes: within these it need not be told again. */
    private static final long AGAIN_NANOS = Duration.ofMinutes(5).toNanos();

    private final Ticks ticks;
    private final Map<AssetSymbol, Interest> interests = new ConcurrentHashMap<>();

    Interests(Ticks ticks) {
        this.ticks = ticks;
    }

    /** The interest in one asset; an answer from memory costs it a look at a field. */
    static final class Interest {
        private volatile boolean isNoted;
        private volatile Optional<Long> toldAt = Optional.empty();

        /** Somebody wants its value. */
        void note() {
            if (!isNoted) {
                isNoted = true;
            }
        }

        private boolean isDue(long now) {
            return isNoted && toldAt.filter(told -> now - told < AGAIN_NANOS).isEmpty();
        }

        private void tell(long now) {
            isNoted = false;
            toldAt = Optional.of(now);
        }
    }

    /** The interest in a listed asset. */
    Interest of(AssetSymbol symbol) {
        return interests.computeIfAbsent(symbol, first -> new Interest());
    }

    /** Somebody watches these; of what is not listed nobody hears. */
    void watch(Collection<AssetSymbol> symbols) {
        symbols.forEach(symbol -> Optional.ofNullable(interests.get(symbol)).ifPresent(Interest::note));
    }

    /** The list has these assets alone. */
    void retain(Set<AssetSymbol> listed) {
        interests.keySet().retainAll(listed);
    }

    /** A master that has heard of none yet is told all. */
    void forgetTold() {
        interests.values().forEach(interest -> interest.toldAt = Optional.empty());
    }

    /** The assets that the master has to be told of now; each is given once. */
    List<AssetSymbol> take() {
        long now = ticks.nanos();
        return interests.entrySet().stream()
                .filter(each -> each.getValue().isDue(now))
                .map(each -> {
                    each.getValue().tell(now);
                    return each.getKey();
                })
                .toList();
    }
}
