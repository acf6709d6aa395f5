package io.papertrader.master.session;

import io.papertrader.codec.message.SessionKey;
import io.papertrader.codec.message.SessionSeal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The network's session key: made once, kept in the database, where a standby finds the same, and given to each worker,
 * so that a made-up session id costs nobody a query.
 */
@ApplicationScoped
public class SessionKeys {
    private static final String MAKE = "INSERT INTO session_key (key) VALUES ($1) ON CONFLICT DO NOTHING";

    private static final String KEY = "SELECT key FROM session_key";

    private final Pool pool;
    private final SecureRandom random;
    private volatile Optional<Loaded> loaded = Optional.empty();

    SessionKeys(Pool pool, SecureRandom random) {
        this.pool = pool;
        this.random = random;
    }

    private record Loaded(SessionKey key, SessionSeal seal) {}

    /** Reads the key, and makes it where there is none; before anybody is served. */
    public Uni<Void> load() {
        byte[] fresh = new byte[SessionKey.BYTES];
        random.nextBytes(fresh);
        return pool.preparedQuery(MAKE)
                .execute(Tuple.of(Buffer.buffer(fresh)))
                .flatMap(made -> pool.query(KEY).execute())
                .map(rows ->
                        SessionKey.of(rows.iterator().next().getBuffer("key").getBytes()))
                .invoke(key -> loaded = Optional.of(new Loaded(key, new SessionSeal(key))))
                .replaceWithVoid();
    }

    /** The key that workers are given. */
    public SessionKey key() {
        return current().key;
    }

    SessionSeal seal() {
        return current().seal;
    }

    private Loaded current() {
        return loaded.orElseThrow(() -> new IllegalStateException("the session key is not loaded yet"));
    }
}
