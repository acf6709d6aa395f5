package io.papertrader.master.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Origin;
import io.papertrader.node.socket.AddressBlock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Slows down who guesses passwords: by account, and by client address as one worker names it. What a worker makes up counts
 * against nobody on another worker.
 */
@ApplicationScoped
class LoginThrottle {
    private static final int MAX_REMEMBERED = 100_000;

    private final int tries;
    private final Cache<Object, Integer> failures;

    LoginThrottle(AccountConfig config, InstantSource time) {
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(time.millis());
        this.tries = config.loginTries();
        this.failures = Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(config.loginPause())
                .ticker(ticker)
                .build();
    }

    /** Whether another try is heard. */
    boolean allows(UserName userName, Origin origin) {
        return isBelow(userName.key()) && isBelow(Place.of(origin));
    }

    void failed(UserName userName, Origin origin) {
        failures.asMap().merge(userName.key(), 1, Integer::sum);
        failures.asMap().merge(Place.of(origin), 1, Integer::sum);
    }

    void succeeded(UserName userName) {
        failures.invalidate(userName.key());
    }

    /** An address of a client, IPv6 by its network, or none, as a worker says. */
    private record Place(UUID worker, String address) {
        private static Place of(Origin origin) {
            return new Place(
                    origin.worker(),
                    origin.client()
                            .value()
                            .map(AddressBlock::of)
                            .map(AddressBlock::toString)
                            .orElse(""));
        }
    }

    private boolean isBelow(Object key) {
        Integer count = failures.getIfPresent(key);
        return count == null || count < tries;
    }
}
