package io.papertrader.master.account;

import io.papertrader.codec.message.CareReply.LoginAddress;
import io.papertrader.codec.message.CareReply.LoginAddresses;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.LoginTries;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The addresses from which accounts were logged into lately. */
@ApplicationScoped
public class KnownAddresses {
    private static final Logger LOG = Logger.getLogger(KnownAddresses.class);

    /** The time for which a place or a device is known behind its last login. */
    static final Duration KEPT = Duration.ofDays(90);

    /** One that is newer is not written again. */
    private static final Duration NEW = Duration.ofDays(1);

    private static final String REMEMBER = """
            INSERT INTO known_address (account_id, block, last_login)
            VALUES ($1, $2, $3)
            ON CONFLICT (account_id, block) DO UPDATE SET last_login = excluded.last_login
            WHERE known_address.last_login < $4
            """;

    private static final String FORGET_BEYOND = """
            DELETE FROM known_address
            WHERE account_id = $1 AND block NOT IN (
                SELECT block FROM known_address WHERE account_id = $1 ORDER BY last_login DESC LIMIT $2)
            """;

    private static final String OF_ACCOUNT =
            "SELECT block, last_login FROM known_address WHERE account_id = $1 ORDER BY last_login DESC, block LIMIT $2";

    private static final String FORGET_OLD = "DELETE FROM known_address WHERE last_login <= $1";

    private final LoginTries tries;
    private final TriedAccounts tried;
    private final Pool pool;
    private final InstantSource time;

    KnownAddresses(LoginTries tries, TriedAccounts tried, Pool pool, InstantSource time) {
        this.tries = tries;
        this.tried = tried;
        this.pool = pool;
        this.time = time;
    }

    /**
     * The owner has shown otherwise than by a password to be in this place, as by her registration: neither the tries
     * of before nor those of strangers keep her from logging in there. Where that cannot be written, what she has done
     * is done all the same.
     */
    public Uni<Void> ownerIsAt(AccountId account, UserName userName, Place place) {
        tries.forget(userName, place);
        return remember(account, userName, place)
                .onFailure()
                .invoke(failure -> LOG.warnf("An owner's address is not remembered: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** The owner is there: she has logged in, or has set the password by a token. */
    Uni<Void> remember(AccountId account, UserName userName, Place place) {
        if (!place.isAddress()) {
            return Uni.createFrom().voidItem();
        }
        return pool.preparedQuery(REMEMBER)
                .execute(Tuple.of(account.value(), place.block(), ago(Duration.ZERO), ago(NEW)))
                // Also behind a failure, where it may be written and the answer is lost.
                .onTermination()
                .invoke(() -> tried.knowsAnother(userName))
                .flatMap(written -> written.rowCount() == 0 ? Uni.createFrom().voidItem() : forgetBeyond(account));
    }

    private Uni<Void> forgetBeyond(AccountId account) {
        return pool.preparedQuery(FORGET_BEYOND)
                .execute(Tuple.of(account.value(), LoginAddresses.MOST))
                .replaceWithVoid();
    }

    /** Those of an account, the latest first. */
    Uni<LoginAddresses> of(AccountId account) {
        return pool.preparedQuery(OF_ACCOUNT)
                .execute(Tuple.of(account.value(), LoginAddresses.MOST))
                .map(rows -> new LoginAddresses(StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LoginAddress(
                                row.getString("block"),
                                row.getOffsetDateTime("last_login").toInstant()))
                        .toList()));
    }

    @Scheduled(every = "1h", delayed = "1h")
    Uni<Void> forgetOld() {
        return pool.preparedQuery(FORGET_OLD).execute(Tuple.of(ago(KEPT))).replaceWithVoid();
    }

    private OffsetDateTime ago(Duration age) {
        Instant moment = time.instant().minus(age);
        return moment.atOffset(ZoneOffset.UTC);
    }
}
