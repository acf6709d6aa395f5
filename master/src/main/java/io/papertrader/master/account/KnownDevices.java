package io.papertrader.master.account;

import io.papertrader.codec.message.CareRequest.RememberDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
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

/**
 * The devices that accounts were logged in on lately, each by the hash of a secret that it keeps. A session remembers
 * one, and another in its place: whoever has stolen one gains no tries by asking again. They end with the password,
 * with a session on them that somebody ends, with all sessions or all others, and with the account; a logout leaves
 * them, as the next login wants them.
 */
@ApplicationScoped
class KnownDevices {
    private static final int MOST = 20;

    private static final String USED = "UPDATE known_device SET last_login = $2 WHERE session_hash = $1";

    /**
     * The session is locked before the device, as whoever ends it does: it is on this device from here on, and ends
     * with it.
     */
    private static final String KEEP = """
            WITH asker AS MATERIALIZED (
                SELECT session_hash FROM session
                WHERE session_hash = $1 AND is_active AND expires_at > $3
                FOR UPDATE
            ), used AS (
                UPDATE known_device SET last_login = $3
                FROM asker
                WHERE account_id = $4 AND device_hash = $2 AND last_login > $5
                RETURNING known_device.session_hash
            )
            UPDATE session SET device_session = used.session_hash
            FROM used
            WHERE session.session_hash = $1
            RETURNING session.account_id
            """;

    /** The device is the one that the session is on, as its tries count there. */
    private static final String REPLACE = """
            UPDATE known_device SET device_hash = $2, last_login = $3
            FROM session
            WHERE session.session_hash = $1 AND is_active AND expires_at > $3
                AND known_device.session_hash = coalesce(device_session, session.session_hash)
            RETURNING known_device.account_id
            """;

    /**
     * The lock waits for whoever ends the session now, and forgets the devices behind that. The tries of a session that
     * began on a device stay counted there, also where that was forgotten since.
     */
    private static final String REMEMBER = """
            INSERT INTO known_device (session_hash, device_hash, last_login, account_id)
            SELECT coalesce(device_session, session_hash), $2::bytea, $3::timestamptz, account_id FROM session
            WHERE session_hash = $1 AND is_active AND expires_at > $3
            FOR SHARE
            ON CONFLICT (session_hash) DO UPDATE
                SET device_hash = excluded.device_hash, last_login = excluded.last_login
            RETURNING account_id
            """;

    private static final String FORGET_BEYOND = """
            DELETE FROM known_device
            WHERE account_id = $1 AND device_hash NOT IN (
                SELECT device_hash FROM known_device WHERE account_id = $1 ORDER BY last_login DESC LIMIT $2)
            """;

    private static final String FORGET_OLD = "DELETE FROM known_device WHERE last_login <= $1";

    private final Pool pool;
    private final Audit audit;
    private final Sessions sessions;
    private final TriedAccounts tried;
    private final SecureRandom random;
    private final InstantSource time;

    KnownDevices(
            Pool pool, Audit audit, Sessions sessions, TriedAccounts tried, SecureRandom random, InstantSource time) {
        this.pool = pool;
        this.audit = audit;
        this.sessions = sessions;
        this.tried = tried;
        this.random = random;
        this.time = time;
    }

    /** Has the account know the owner's device: by the secret that it has where that is good, else by a new one. */
    Uni<Outcome<DeviceToken>> remember(Owner owner, RememberDevice request, Origin origin) {
        SessionHash asker = request.sessionId().hash();
        return request.former()
                .map(device -> keep(owner.account(), asker, device)
                        .flatMap(isKept -> isKept
                                ? Uni.createFrom().item(Outcome.done(device))
                                : rememberAnother(owner, asker, origin)))
                .orElseGet(() -> rememberAnother(owner, asker, origin));
    }

    /** The owner has logged in on the device that this session has remembered. */
    Uni<Void> used(SessionHash remembering) {
        return pool.preparedQuery(USED)
                .execute(Tuple.of(Buffer.buffer(remembering.bytes()), ago(Duration.ZERO)))
                .replaceWithVoid();
    }

    /** The session is on this device; false where the account does not know it, or the session is over. */
    private Uni<Boolean> keep(AccountId account, SessionHash asker, DeviceToken device) {
        return pool.preparedQuery(KEEP)
                .execute(row(asker, device).addLong(account.value()).addValue(ago(KnownAddresses.KEPT)))
                .map(rows -> rows.size() > 0)
                .invoke(isKept -> {
                    if (isKept) {
                        sessions.movedToDevice(asker);
                    }
                });
    }

    private Uni<Outcome<DeviceToken>> rememberAnother(Owner owner, SessionHash asker, Origin origin) {
        DeviceToken device = DeviceToken.make(random);
        return pool.preparedQuery(REPLACE)
                .execute(row(asker, device))
                .flatMap(replaced ->
                        replaced.size() > 0 ? Uni.createFrom().item(true) : add(owner, asker, device, origin))
                // Also behind a failure, where it may be written and the answer is lost.
                .onTermination()
                .invoke(() -> tried.knowsAnother(owner.userName()))
                .map(isKnown -> isKnown ? Outcome.done(device) : Sessions.notActive());
    }

    /** False where the session is over. */
    private Uni<Boolean> add(Owner owner, SessionHash asker, DeviceToken device, Origin origin) {
        long account = owner.account().value();
        AuditEntry entry = AuditEntry.of(
                Act.DEVICE_REMEMBERED,
                By.account(account, origin),
                owner.account().party());
        return Audit.send(pool, audit.noting(new Statement(REMEMBER, row(asker, device)), entry))
                .map(added -> added.size() > 0)
                .call(() -> pool.preparedQuery(FORGET_BEYOND).execute(Tuple.of(account, MOST)));
    }

    private Tuple row(SessionHash asker, DeviceToken device) {
        return Tuple.of(Buffer.buffer(asker.bytes()), Buffer.buffer(device.hash()), ago(Duration.ZERO));
    }

    @Scheduled(every = "1h", delayed = "1h")
    Uni<Void> forgetOld() {
        return pool.preparedQuery(FORGET_OLD)
                .execute(Tuple.of(ago(KnownAddresses.KEPT)))
                .replaceWithVoid();
    }

    private OffsetDateTime ago(Duration age) {
        return time.instant().minus(age).atOffset(ZoneOffset.UTC);
    }
}
