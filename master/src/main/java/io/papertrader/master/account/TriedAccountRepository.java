package io.papertrader.master.account;

import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.UserName;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Looks an account up before its password is looked at, with what it knows of the place and the device. */
@ApplicationScoped
class TriedAccountRepository {
    private static final String TRIED = """
            SELECT account_id,
                EXISTS (
                    SELECT FROM known_address
                    WHERE known_address.account_id = account.account_id AND block = $2 AND last_login > $4
                ) AS is_known,
                (
                    SELECT session_hash FROM known_device
                    WHERE known_device.account_id = account.account_id AND device_hash = $3 AND last_login > $4
                ) AS session_hash
            FROM account
            WHERE user_key = $1
            """;

    private static final String ACQUAINTANCES = """
            SELECT account_id,
                ARRAY(
                    SELECT block FROM known_address WHERE known_address.account_id = account.account_id
                ) AS blocks,
                ARRAY(
                    SELECT encode(device_hash, 'hex') FROM known_device
                    WHERE known_device.account_id = account.account_id
                ) AS devices
            FROM account
            WHERE user_key = $1
            """;

    private final Pool pool;
    private final InstantSource time;

    TriedAccountRepository(Pool pool, InstantSource time) {
        this.pool = pool;
        this.time = time;
    }

    /** The account of this name, as it is known at this place and on this device. */
    Uni<TriedAccount> find(UserName userName, Place place, Optional<DeviceToken> device) {
        return pool.preparedQuery(TRIED)
                .execute(Tuple.of(
                        userName.key(),
                        place.block(),
                        device.map(shown -> Buffer.buffer(shown.hash())).orElse(null),
                        time.instant().minus(KnownAddresses.KEPT).atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(TriedAccountRepository::tried)
                        .orElseGet(() -> TriedAccount.stranger(Optional.empty())));
    }

    /** All that the account of this name knows. */
    Uni<Acquaintances> acquaintances(String userKey) {
        return pool.preparedQuery(ACQUAINTANCES)
                .execute(Tuple.of(userKey))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .findFirst()
                        .map(TriedAccountRepository::acquaintances)
                        .orElse(Acquaintances.NONE));
    }

    private static Acquaintances acquaintances(Row row) {
        return new Acquaintances(
                Optional.of(new AccountId(row.getLong("account_id"))),
                Set.of(row.getArrayOfStrings("blocks")),
                Set.of(row.getArrayOfStrings("devices")));
    }

    private static TriedAccount tried(Row row) {
        return new TriedAccount(
                Optional.of(new AccountId(row.getLong("account_id"))),
                Optional.ofNullable(row.getBuffer("session_hash")).map(hash -> SessionHash.of(hash.getBytes())),
                row.getBoolean("is_known"));
    }
}
