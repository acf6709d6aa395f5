package io.papertrader.worker.asset;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.node.Ticks;
import java.time.Duration;
import java.util.Collection;

/** Latest values that no link told, and that stay fresh. */
public final class ToldValues {
    private static final Ticks STILL = () -> 0;

    private final CurrentValues values =
            new CurrentValues(new Freshness(STILL, new Settings(), new SimpleMeterRegistry()), new Interests(STILL));

    private static final class Settings implements CacheConfig {
        @Override
        public int maxBytes() {
            return 0;
        }

        @Override
        public Duration staleAfter() {
            return Duration.ofMinutes(5);
        }
    }

    public CurrentValues values() {
        return values;
    }

    public void tell(Collection<AssetInfo> assets) {
        values.update(assets);
    }
}
