package io.papertrader.master.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.WorkerAddress;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.workers.ConnectedWorkers;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Starts, verifies and ends sessions (specification 3.1.3). Verified sessions are kept until they end; a made-up id is
 * refused before the database is asked.
 */
@ApplicationScoped
public class Sessions {
    private final SessionRepository repository;
    private final SessionKeys keys;
    private final ConnectedWorkers workers;
    private final Event<LinkEvent> pushes;
    private final SecureRandom random;
    private final InstantSource time;
    private final SessionTermsConfig config;
    private final Cache<SessionHash, Owner> verified;

    /** Grows with each revocation or other change: what was looked up before one and arrives after it is not kept. */
    private long revocations;

    Sessions(
            SessionRepository repository,
            SessionKeys keys,
            ConnectedWorkers workers,
            Event<LinkEvent> pushes,
            SecureRandom random,
            InstantSource time,
            SessionTermsConfig config) {
        this.repository = repository;
        this.keys = keys;
        this.workers = workers;
        this.pushes = pushes;
        this.random = random;
        this.time = time;
        this.config = config;
        this.verified = Caffeine.newBuilder().maximumSize(config.cacheSize()).build();
    }

    /** Begins a session. */
    public Uni<SessionStarted> start(NewSession session) {
        SessionId id = keys.seal().make(random);
        Duration lifetime = session.isExpirable() ? config.expirableLifetime() : config.lifetime();
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant expiry = now.plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
        return repository
                .add(session, id.hash(), now, expiry)
                .flatMap(added -> endOldest(session.account(), now))
                .replaceWith(() -> started(id, expiry));
    }

    /** The same session again, with the workers of now. */
    Uni<Outcome<SessionStarted>> resume(SessionId id) {
        return authorise(id)
                .map(owner -> owner.map(known -> Outcome.done(started(id, known.expiry())))
                        .orElseGet(Sessions::notActive));
    }

    /** The owner of the session; empty where it is unknown, expired or revoked. */
    public Uni<Optional<Owner>> authorise(SessionId id) {
        if (!keys.seal().isGenuine(id)) {
            return Uni.createFrom().item(Optional.empty());
        }
        SessionHash hash = id.hash();
        Instant now = time.instant();
        Owner known = verified.getIfPresent(hash);
        if (known != null && known.expiry().isAfter(now)) {
            return Uni.createFrom().item(Optional.of(known));
        }
        return lookUp(hash, true);
    }

    /**
     * The owner of a session that has just authorised: empty where it has ended since. Whoever has noted it somewhere
     * asks this behind that, as its end may have been told before.
     */
    Uni<Optional<Owner>> confirm(Owner owner) {
        Owner known = verified.getIfPresent(owner.session());
        return known == null ? lookUp(owner.session(), false) : Uni.createFrom().item(Optional.of(known));
    }

    /** The owner by the database, which is asked once more where sessions ended meanwhile: it may be one of them. */
    private Uni<Optional<Owner>> lookUp(SessionHash session, boolean mayRepeat) {
        long asOf = revocations();
        return repository.owner(session, time.instant()).flatMap(found -> {
            boolean isCertain = found.map(owner -> keep(session, owner, asOf)).orElse(true);
            return isCertain || !mayRepeat ? Uni.createFrom().item(found) : lookUp(session, false);
        });
    }

    /** Ends one session. */
    Uni<Outcome<Boolean>> end(SessionId id, AuditEntry entry) {
        if (!keys.seal().isGenuine(id)) {
            return Uni.createFrom().item(notActive());
        }
        return repository
                .revoke(id.hash(), time.instant(), entry)
                .invoke(this::ended)
                .map(ended -> ended.isEmpty() ? notActive() : Outcome.done(true));
    }

    private Uni<Void> endOldest(AccountId account, Instant now) {
        AuditEntry entry = AuditEntry.of(Act.SESSIONS_DISPLACED, By.master(), account.party());
        return repository
                .revokeOldest(account, config.mostPerAccount(), now, entry)
                .invoke(this::ended)
                .replaceWithVoid();
    }

    /** Ends all sessions of an account, if it has any. */
    public Uni<Void> endAll(AccountId account, By by) {
        AuditEntry entry = AuditEntry.of(Act.SESSIONS_ENDED, by, account.party());
        return repository.revokeAll(account, entry).invoke(this::ended).replaceWithVoid();
    }

    /** The refusal of a session that does not authorise. */
    public static <T> Outcome<T> notActive() {
        return Outcome.refused(FailCode.BAD_SESSION, "The session is unknown, expired or ended; log in again.");
    }

    @Scheduled(every = "1h", delayed = "1m")
    Uni<Void> deleteExpired() {
        return repository.deleteExpired(time.instant()).replaceWithVoid();
    }

    private synchronized long revocations() {
        return revocations;
    }

    /** Keeps the owner, and gives true, where nothing has changed since. */
    private synchronized boolean keep(SessionHash hash, Owner owner, long asOf) {
        if (revocations != asOf) {
            return false;
        }
        verified.put(hash, owner);
        return true;
    }

    private synchronized void drop(List<SessionHash> ended) {
        revocations++;
        verified.invalidateAll(ended);
    }

    /** Looks the owner of a session up again, as the device that it is on is another; workers know of none. */
    public void movedToDevice(SessionHash session) {
        drop(List.of(session));
    }

    /** Forgets sessions that are over in the database, and has the workers forget them. */
    public void ended(List<SessionHash> ended) {
        if (!ended.isEmpty()) {
            drop(ended);
            pushes.fire(new SessionsRevoked(ended));
        }
    }

    private SessionStarted started(SessionId id, Instant expiry) {
        return new SessionStarted(id, expiry, someWorkers());
    }

    /**
     * All, where there are few; else as many in a row as are told, from anywhere on, so that each is told as often as
     * any.
     */
    private List<WorkerAddress> someWorkers() {
        List<WorkerAddress> all = workers.addresses();
        if (all.size() <= SessionStarted.MOST_WORKERS) {
            return all;
        }
        int first = random.nextInt(all.size());
        return IntStream.range(0, SessionStarted.MOST_WORKERS)
                .mapToObj(at -> all.get((first + at) % all.size()))
                .toList();
    }
}
