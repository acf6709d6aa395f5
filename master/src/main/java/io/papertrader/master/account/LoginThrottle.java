package io.papertrader.master.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.UserName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Slows down who guesses passwords: by account, and by client address. */
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
    boolean allows(UserName userName, ClientAddress client) {
        return isBelow(userName.key()) && isBelow(client);
    }

    void failed(UserName userName, ClientAddress client) {
        failures.asMap().merge(userName.key(), 1, Integer::sum);
        failures.asMap().merge(client, 1, Integer::sum);
    }

    void succeeded(UserName userName) {
        failures.invalidate(userName.key());
    }

    private boolean isBelow(Object key) {
        Integer count = failures.getIfPresent(key);
        return count == null || count < tries;
    }
}
