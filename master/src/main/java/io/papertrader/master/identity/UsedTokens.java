package io.papertrader.master.identity;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Forgets used tokens when they have expired, as they are refused for that then. */
@ApplicationScoped
class UsedTokens {
    private final ExternalLoginRepository logins;
    private final InstantSource time;

    UsedTokens(ExternalLoginRepository logins, InstantSource time) {
        this.logins = logins;
        this.time = time;
    }

    @Scheduled(every = "1h", delayed = "2m")
    Uni<Void> forget() {
        return logins.forgetUsed(time.instant()).replaceWithVoid();
    }
}
