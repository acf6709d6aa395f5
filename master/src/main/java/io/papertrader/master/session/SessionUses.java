package io.papertrader.master.session;

import io.papertrader.codec.message.LinkReply.UsesNoted;
import io.papertrader.codec.message.LinkRequest.NoteUses;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.master.Origin;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.workers.Audience;
import io.papertrader.node.socket.AddressBlock;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes when and from where sessions are used: here, and on workers that answer from memory and tell of it once a
 * minute. A minute's uses are written together; then sessions that nobody has used for too long end.
 */
@ApplicationScoped
public class SessionUses {
    /** Workers tell once a minute, and a link that breaks may cost one time. */
    private static final Duration TOLD_LATE = Duration.ofMinutes(2);

    private final Sessions sessions;
    private final SessionUseRepository repository;
    private final Audit audit;
    private final InstantSource time;
    private final SessionTermsConfig config;
    private final Map<SessionHash, Instant> untold = new ConcurrentHashMap<>();

    SessionUses(
            Sessions sessions,
            SessionUseRepository repository,
            Audit audit,
            InstantSource time,
            SessionTermsConfig config) {
        this.sessions = sessions;
        this.repository = repository;
        this.audit = audit;
        this.time = time;
        this.config = config;
    }

    /**
     * The owner of the session that comes from there; empty where it is over, or ends because it comes from elsewhere.
     */
    public Uni<Optional<Owner>> use(SessionId id, Origin origin) {
        return sessions.authorise(id)
                .flatMap(found -> found.map(owner -> use(id, owner, origin))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** The same; the link hears events of its account from now until it is over. */
    public Uni<Optional<Owner>> use(SessionId id, Origin origin, Audience audience) {
        return use(id, origin)
                .flatMap(found -> found.map(owner -> hear(owner, audience))
                        .orElseGet(() -> Uni.createFrom().item(found)));
    }

    private Uni<Optional<Owner>> hear(Owner owner, Audience audience) {
        audience.add(owner.userName(), owner.session(), owner.expiry());
        return sessions.confirm(owner).onTermination().invoke((confirmed, _, _) -> {
            if (confirmed == null || confirmed.isEmpty()) {
                audience.forget(owner.session());
            }
        });
    }

    private Uni<Optional<Owner>> use(SessionId id, Owner owner, Origin origin) {
        if (config.addressChange() == AddressChange.OFF || isAtHome(owner, origin)) {
            note(owner.session(), time.instant());
            return Uni.createFrom().item(Optional.of(owner));
        }
        AuditEntry moved = AuditEntry.of(
                Act.SESSION_MOVED,
                By.account(owner.account().value(), origin),
                owner.account().party());
        if (config.addressChange() == AddressChange.WARN) {
            audit.failed(moved);
            note(owner.session(), time.instant());
            return Uni.createFrom().item(Optional.of(owner));
        }
        return sessions.end(id, moved.saying("ended")).replaceWith(Optional.empty());
    }

    /**
     * True where the session comes from the address of its login, or where nobody can tell: the address is the worker's
     * word, and counts where that is trusted.
     */
    private static boolean isAtHome(Owner owner, Origin origin) {
        Optional<AddressBlock> home = owner.begunFrom().value().map(AddressBlock::of);
        Optional<AddressBlock> here = origin.trustedClient().value().map(AddressBlock::of);
        return home.isEmpty() || here.isEmpty() || home.equals(here);
    }

    /** A worker tells of uses; of sessions that were not verified over its link it has nothing to tell. */
    public UsesNoted note(NoteUses told, Audience audience) {
        Instant now = time.instant();
        told.uses().stream()
                .filter(use -> audience.knows(use.session()))
                .forEach(use -> note(use.session(), use.usedAt().isAfter(now) ? now : use.usedAt()));
        return new UsesNoted();
    }

    private void note(SessionHash session, Instant usedAt) {
        untold.merge(session, usedAt, (before, now) -> now.isAfter(before) ? now : before);
    }

    /** The time of its last use, by what is written and what is not yet. */
    Instant lastUse(SessionHash session, Instant written) {
        Instant unwritten = untold.getOrDefault(session, written);
        return unwritten.isAfter(written) ? unwritten : written;
    }

    /** Writes the uses of the last minute; then ends what is idle. */
    @Scheduled(every = "1m", delayed = "1m")
    public Uni<Void> everyMinute() {
        Map<SessionHash, Instant> uses = Map.copyOf(untold);
        return repository
                .write(uses)
                .invoke(written -> uses.forEach(untold::remove))
                .flatMap(written -> endIdle());
    }

    private Uni<Void> endIdle() {
        Instant before = time.instant().minus(config.idleTimeout()).minus(TOLD_LATE);
        return repository.endIdle(before).invoke(sessions::ended).replaceWithVoid();
    }
}
