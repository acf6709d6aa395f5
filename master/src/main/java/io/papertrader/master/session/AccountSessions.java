package io.papertrader.master.session;

import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionName;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The sessions of an account as an operator sees them, and ends one or all. */
@ApplicationScoped
public class AccountSessions {
    /** More than an account may have. */
    private static final int MOST = 10_000;

    private final Sessions sessions;
    private final SessionUses uses;
    private final OwnSessionsRepository repository;
    private final InstantSource time;

    AccountSessions(Sessions sessions, SessionUses uses, OwnSessionsRepository repository, InstantSource time) {
        this.sessions = sessions;
        this.uses = uses;
        this.repository = repository;
        this.time = time;
    }

    /** One session, by what it is called in lists. */
    public record Line(
            SessionName name, Instant begunAt, Instant usedAt, Instant expiry, String address, String worker) {}

    /** All live ones. */
    public Uni<List<Line>> of(AccountId account) {
        return repository
                .list(account, "", MOST, time.instant())
                .map(found -> found.stream().map(this::line).toList());
    }

    private Line line(OwnSessionsRepository.Stored row) {
        return new Line(
                SessionName.of(row.hash()),
                row.begunAt(),
                uses.lastUse(row.hash(), row.usedAt()),
                row.expiry(),
                row.address(),
                row.worker());
    }

    /** Ends one; false where the account has none of this name. */
    public Uni<Boolean> end(AccountId account, SessionName name, By by) {
        Uni<List<SessionHash>> ended = repository.endOne(
                account, name, time.instant(), AuditEntry.of(Act.SESSIONS_ENDED, by, account.party()));
        return ended.invoke(sessions::ended).map(over -> !over.isEmpty());
    }

    /** Ends all, if there are any. */
    public Uni<Void> endAll(AccountId account, By by) {
        return sessions.endAll(account, by);
    }
}
