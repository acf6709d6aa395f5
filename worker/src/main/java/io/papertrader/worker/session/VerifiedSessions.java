package io.papertrader.worker.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.NoteUses.Use;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionKey;
import io.papertrader.codec.message.SessionSeal;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.master.Relay;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that the master has vouched for: asked once, then kept until they expire or are revoked (specification
 * 3.2.3). Kept by hash, so that the worker's memory gives no session away.
 */
@Singleton
public class VerifiedSessions {
    private static final Verification MADE_UP =
            new Verification.Refused(FailCode.BAD_SESSION, "The session is unknown, expired or ended; log in again.");

    private static final Verification NOT_TO_BE_TOLD =
            new Verification.Refused(FailCode.UNAVAILABLE, "The worker cannot answer this now; try again later.");

    private final Relay relay;
    private final InstantSource time;
    private final Cache<SessionHash, Session> verified;

    /**
     * Sessions that the master is being asked about; a revocation takes out what it concerns, as the answer may be
     * older.
     */
    private final Map<Question, Future<Verification>> asking = new ConcurrentHashMap<>();

    private volatile Optional<SessionSeal> seal = Optional.empty();

    /** May this session be used from there? The master may say yes of one network and no of another. */
    private record Question(SessionHash hash, Session.Network network) {}

    VerifiedSessions(Relay relay, InstantSource time, SessionConfig config) {
        this.relay = relay;
        this.time = time;
        this.verified = Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                // One that is not kept here cannot be revoked here: whoever holds it has it verified again.
                .executor(Runnable::run)
                .<SessionHash, Session>removalListener(
                        (hash, session, cause) -> Optional.ofNullable(session).ifPresent(Session::end))
                .build();
    }

    /**
     * Tells whose session this is; never fails.
     *
     * @param asker the asker whose turn on the link the question takes
     */
    public Future<Verification> verify(SessionId id, Asker asker, ClientAddress client) {
        if (seal.filter(key -> !key.isGenuine(id)).isPresent()) {
            return Future.succeededFuture(MADE_UP);
        }
        Question question = new Question(id.hash(), Session.Network.of(client));
        Session known = verified.getIfPresent(question.hash());
        if (known != null && known.isVouchedFrom(question.network()) && known.use(time.millis())) {
            return Future.succeededFuture(new Verification.Active(known));
        }
        Promise<Verification> mine = Promise.promise();
        Future<Verification> others = asking.putIfAbsent(question, mine.future());
        if (others != null) {
            return others;
        }
        relay.ask(asker, new VerifySession(id), client)
                .map(reply -> verification(question, reply, asking.remove(question, mine.future())))
                .otherwise(defect -> NOT_TO_BE_TOLD)
                .onComplete(mine);
        return mine.future();
    }

    /** From here on, ids that were not made with this key are told from others without a question. */
    public void useKey(SessionKey key) {
        seal = Optional.of(new SessionSeal(key));
    }

    /** The number of sessions that are kept. */
    public long size() {
        return verified.estimatedSize();
    }

    private Verification verification(Question question, Reply reply, boolean isCurrent) {
        return switch (reply) {
            case VerifiedSession session
            when !isCurrent -> new Verification.Refused(FailCode.BAD_SESSION, "The session was ended; log in again.");
            case VerifiedSession session -> new Verification.Active(keep(question, session));
            case Failure failure -> new Verification.Refused(failure.code(), failure.reason());
            default -> new Verification.Refused(FailCode.UNAVAILABLE, "The master's answer makes no sense.");
        };
    }

    /** Those who use it from elsewhere go on: it is the same session, allowed from one network more. */
    private Session keep(Question question, VerifiedSession told) {
        long now = time.millis();
        return verified.asMap().compute(question.hash(), (hash, known) -> {
            if (known == null || !known.isActive(now)) {
                return new Session(hash, told.username(), told.expiry(), question.network(), now);
            }
            known.vouchFrom(question.network());
            return known;
        });
    }

    /** The sessions that were used here since the last time. */
    List<Use> takeUses() {
        List<Use> uses = new ArrayList<>();
        verified.asMap()
                .values()
                .forEach(session -> session.takeUse().ifPresent(usedAt -> uses.add(new Use(session.hash(), usedAt))));
        return uses;
    }

    /** These sessions are over before their time. */
    public void revoke(Collection<SessionHash> revoked) {
        Set<SessionHash> over = Set.copyOf(revoked);
        asking.keySet().removeIf(question -> over.contains(question.hash()));
        verified.invalidateAll(revoked);
    }

    /**
     * While there was no link, sessions may have been revoked unheard: the master has to vouch for all of them again.
     */
    public void forget() {
        verified.invalidateAll();
    }
}
