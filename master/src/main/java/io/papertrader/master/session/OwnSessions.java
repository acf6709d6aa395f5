package io.papertrader.master.session;

import io.papertrader.codec.message.CareReply.SessionLine;
import io.papertrader.codec.message.CareReply.SessionPage;
import io.papertrader.codec.message.CareRequest.EndSession;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The own sessions of a user: their list, and the ends that the user puts to them. */
@ApplicationScoped
public class OwnSessions {
    private final Sessions sessions;
    private final SessionUses uses;
    private final OwnSessionsRepository repository;
    private final InstantSource time;

    OwnSessions(Sessions sessions, SessionUses uses, OwnSessionsRepository repository, InstantSource time) {
        this.sessions = sessions;
        this.uses = uses;
        this.repository = repository;
        this.time = time;
    }

    /** The owner's live sessions behind this one, or the first. */
    public Uni<SessionPage> page(Owner owner, SessionId asker, Optional<SessionName> after) {
        return repository
                .list(owner.account(), after.map(SessionName::value).orElse(""), SessionPage.PAGE + 1, time.instant())
                .map(found -> PageOf.first(
                        SessionPage.PAGE,
                        found,
                        row -> SessionName.of(row.hash()).value()))
                .map(page -> new SessionPage(
                        page.items().stream()
                                .map(row -> line(row, asker.hash()))
                                .toList(),
                        page.next()));
    }

    private SessionLine line(OwnSessionsRepository.Stored row, SessionHash asker) {
        return new SessionLine(
                SessionName.of(row.hash()),
                row.begunAt(),
                uses.lastUse(row.hash(), row.usedAt()),
                row.expiry(),
                row.address(),
                row.worker(),
                row.hash().equals(asker));
    }

    /** Ends one of the owner's sessions, or all but the one that asks; how many. */
    public Uni<Outcome<Integer>> end(Owner owner, EndSession request, Origin origin) {
        AuditEntry entry = AuditEntry.of(
                Act.SESSIONS_ENDED,
                By.account(owner.account().value(), origin),
                owner.account().party());
        boolean isAll = request.session().equals(SessionName.ALL_OTHERS);
        Uni<List<SessionHash>> ended = isAll
                ? repository.endOthers(owner.account(), request.sessionId().hash(), time.instant(), entry)
                : repository.endOne(owner.account(), request.session(), time.instant(), entry);
        return ended.invoke(sessions::ended)
                .map(over -> isAll || !over.isEmpty()
                        ? Outcome.done(over.size())
                        : Outcome.refused(FailCode.BAD_ARGUMENT, "You have no session " + request.session() + "."));
    }
}
