package io.papertrader.worker.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.Failure;
import io.papertrader.codec.message.LinkEvent;
import io.papertrader.codec.message.LinkEvent.SessionsRevoked;
import io.papertrader.codec.message.LinkReply.VerifiedSession;
import io.papertrader.codec.message.LinkRequest.VerifySession;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.worker.master.LinkUp;
import io.papertrader.worker.master.MasterLink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that the master has vouched for: asked once, then kept until they expire or are revoked (specification
 * 3.2.3). Kept by hash, so that the worker's memory gives no session away.
 */
@ApplicationScoped
public class VerifiedSessions {
    private final MasterLink master;
    private final InstantSource time;
    private final Cache<SessionHash, Verification.Active> verified;

    /** What the master is being asked; a revocation takes out what it concerns, as the answer may be older than it. */
    private final Map<SessionHash, Future<Verification>> asking = new ConcurrentHashMap<>();

    VerifiedSessions(MasterLink master, InstantSource time, SessionConfig config) {
        this.master = master;
        this.time = time;
        this.verified = Caffeine.newBuilder().maximumSize(config.cacheSize()).build();
    }

    /** Whose session this is; never fails. */
    public Future<Verification> verify(SessionId id, ClientAddress client) {
        SessionHash hash = id.hash();
        Verification.Active known = verified.getIfPresent(hash);
        if (known != null && known.expiry().isAfter(time.instant())) {
            return Future.succeededFuture(known);
        }
        Promise<Verification> mine = Promise.promise();
        Future<Verification> others = asking.putIfAbsent(hash, mine.future());
        if (others != null) {
            return others;
        }
        master.ask(new VerifySession(id), client)
                .map(reply -> verification(hash, reply, asking.remove(hash, mine.future())))
                .onComplete(mine);
        return mine.future();
    }

    /** How many are kept. */
    public long size() {
        return verified.estimatedSize();
    }

    private Verification verification(SessionHash hash, Reply reply, boolean isCurrent) {
        return switch (reply) {
            case VerifiedSession session
            when !isCurrent -> new Verification.Refused(FailCode.BAD_SESSION, "The session was ended; log in again.");
            case VerifiedSession session -> {
                Verification.Active active = new Verification.Active(hash, session.username(), session.expiry());
                verified.put(hash, active);
                yield active;
            }
            case Failure failure -> new Verification.Refused(failure.code(), failure.reason());
            default -> new Verification.Refused(FailCode.UNAVAILABLE, "The master's answer makes no sense.");
        };
    }

    void revoke(@Observes LinkEvent event) {
        if (event instanceof SessionsRevoked revoked) {
            asking.keySet().removeAll(revoked.sessions());
            verified.invalidateAll(revoked.sessions());
        }
    }

    /** While there was no link, sessions may have been revoked unheard. Comes first, for others ask again on this. */
    void forget(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) LinkUp up) {
        verified.invalidateAll();
    }
}
