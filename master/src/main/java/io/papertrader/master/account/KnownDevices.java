package io.papertrader.master.account;

import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.Origin;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Owner;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The devices that accounts were logged in on lately, each by the hash of a secret that it keeps. They end with the
 * password, with all other sessions, and with the account.
 */
@ApplicationScoped
class KnownDevices {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST = 20;

    private static final String IS_KNOWN = """
            SELECT EXISTS (
                SELECT FROM known_device JOIN account USING (account_id)
                WHERE user_key = $1 AND device_hash = $2 AND last_login > $3
            ) AS is_known
            """;

    private static final String USED = """
            UPDATE known_device SET last_login = $3
            WHERE account_id = $1 AND device_hash = $2 AND last_login > $4
            RETURNING account_id
            """;

    private static final String REMEMBER =
            "INSERT INTO known_device (account_id, device_hash, last_login) VALUES ($1, $2, $3) RETURNING account_id";

    private static final String FORGET_BEYOND = """
            DELETE FROM known_device
            WHERE account_id = $1 AND device_hash NOT IN (
                SELECT device_hash FROM known_device WHERE account_id = $1 ORDER BY last_login DESC LIMIT $2)
            """;

    private static final String FORGET_OLD = "DELETE FROM known_device WHERE last_login <= $1";

    private final Pool pool;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource time;

    KnownDevices(Pool pool, Audit audit, SecureRandom random, InstantSource time) {
        this.pool = pool;
        this.audit = audit;
        this.random = random;
        this.time = time;
    }

    /** True where the account of this name was logged in on this device lately. */
    Uni<Boolean> isKnown(UserName userName, DeviceToken device) {
        return pool.preparedQuery(IS_KNOWN)
                .execute(Tuple.of(userName.key(), Buffer.buffer(device.hash()), ago(KEPT)))
                .map(rows -> rows.iterator().next().getBoolean("is_known"));
    }

    /** Has the account know the owner's device: by the secret that it has where that is good, else by a new one. */
    Uni<DeviceToken> remember(Owner owner, Optional<DeviceToken> former, Origin origin) {
        return former.map(device -> used(owner.account(), device)
                        .flatMap(isGood -> isGood ? Uni.createFrom().item(device) : rememberAnother(owner, origin)))
                .orElseGet(() -> rememberAnother(owner, origin));
    }

    /** The owner has logged in on it; false where the account does not know it. */
    Uni<Boolean> used(AccountId account, DeviceToken device) {
        return pool.preparedQuery(USED)
                .execute(Tuple.of(account.value(), Buffer.buffer(device.hash()), ago(Duration.ZERO), ago(KEPT)))
                .map(rows -> rows.size() > 0);
    }

    private Uni<DeviceToken> rememberAnother(Owner owner, Origin origin) {
        long account = owner.account().value();
        DeviceToken device = DeviceToken.make(random);
        Statement adding = new Statement(REMEMBER, Tuple.of(account, Buffer.buffer(device.hash()), ago(Duration.ZERO)));
        AuditEntry entry = AuditEntry.of(
                Act.DEVICE_REMEMBERED,
                By.account(account, origin),
                owner.account().party());
        return Audit.send(pool, audit.noting(adding, entry))
                .flatMap(added -> pool.preparedQuery(FORGET_BEYOND).execute(Tuple.of(account, MOST)))
                .replaceWith(device);
    }

    @Scheduled(every = "1h", delayed = "1h")
    Uni<Void> forgetOld() {
        return pool.preparedQuery(FORGET_OLD).execute(Tuple.of(ago(KEPT))).replaceWithVoid();
    }

    private OffsetDateTime ago(Duration age) {
        return time.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
