package io.papertrader.master.account;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.LoginTries;
import io.papertrader.master.limits.Place;
import io.papertrader.node.Ticks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * The accounts whose passwords are tried, as they are known at a place and on a device. While strangers are held back
 * at an account it is looked up once a minute, wherever they come from: what it knows is believed where that makes
 * somebody a stranger, and it is read anew as soon as it knows one more. Whoever may be known there is looked up.
 */
@ApplicationScoped
class TriedAccounts {
    private static final int MOST = 1_000;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final TriedAccountRepository repository;
    private final LoginTries tries;
    private final AsyncCache<String, Acquaintances> guessedAt;

    TriedAccounts(TriedAccountRepository repository, LoginTries tries, Ticks ticks) {
        this.repository = repository;
        this.tries = tries;
        Ticker ticker = ticks::nanos;
        this.guessedAt = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT)
                .executor(Runnable::run)
                .ticker(ticker)
                .buildAsync();
    }

    /** The account of this name, as it is known at this place and on this device. */
    Uni<TriedAccount> find(UserName userName, Place place, Optional<DeviceToken> device) {
        if (!tries.areStrangersHeldBack(userName)) {
            return repository.find(userName, place, device);
        }
        return acquaintances(userName)
                .flatMap(known -> known.isStranger(place, device)
                        ? Uni.createFrom().item(TriedAccount.stranger(known.account()))
                        : repository.find(userName, place, device));
    }

    /** All who ask while it is read wait for the same. */
    private Uni<Acquaintances> acquaintances(UserName userName) {
        return Uni.createFrom()
                .completionStage(() -> guessedAt
                        .get(
                                userName.key(),
                                (key, executor) -> repository.acquaintances(key).subscribeAsCompletionStage())
                        .copy());
    }

    /** The account knows one more place or device from here on. */
    void knowsAnother(UserName userName) {
        guessedAt.synchronous().invalidate(userName.key());
    }
}
