package io.papertrader.master.account;

import io.papertrader.codec.message.CareReply.AccountRecordPage;
import io.papertrader.codec.message.CareReply.RecordLine;
import io.papertrader.codec.message.CareRequest.DeleteAccount;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.AuditTrail;
import io.papertrader.master.audit.By;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes that owners make to their own account. */
@ApplicationScoped
public class OwnAccounts {
    /**
     * The age of a login that counts as fresh: by it an owner without a password shows that it is still the owner who
     * asks.
     */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private static final int ONE_MORE = AccountRecordPage.PAGE + 1;

    private final Accounts accounts;
    private final PasswordProof proof;
    private final OwnAccountsRepository repository;
    private final AuditTrail trail;
    private final Sessions sessions;
    private final InstantSource time;

    OwnAccounts(
            Accounts accounts,
            PasswordProof proof,
            OwnAccountsRepository repository,
            AuditTrail trail,
            Sessions sessions,
            InstantSource time) {
        this.accounts = accounts;
        this.proof = proof;
        this.repository = repository;
        this.trail = trail;
        this.sessions = sessions;
        this.time = time;
    }

    /** Shows the account to others, or hides it from them. */
    Uni<Boolean> setProfile(Owner owner, boolean isPublic, Origin origin) {
        AuditEntry entry = entry(Act.PROFILE_SET, owner, origin).saying(isPublic ? "public" : "private");
        return repository.setPublic(owner.account(), isPublic, entry).replaceWith(isPublic);
    }

    /** The audit trail's entries about the account, behind this entry or from the newest on. */
    Uni<AccountRecordPage> record(Owner owner, Optional<Long> after) {
        AuditTrail.Query query = new AuditTrail.Query(
                after.orElse(Long.MAX_VALUE),
                0,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of(owner.account().value()),
                ONE_MORE);
        return trail.read(query)
                .flatMap(lines -> repository.isPublic(owner.account()).map(isPublic -> page(isPublic, lines)));
    }

    private static AccountRecordPage page(boolean isPublic, List<AuditTrail.Line> lines) {
        PageOf<AuditTrail.Line> page =
                PageOf.first(AccountRecordPage.PAGE, lines, line -> String.valueOf(line.number()));
        return new AccountRecordPage(
                isPublic, page.items().stream().map(OwnAccounts::line).toList(), page.next());
    }

    /** Operators' names and addresses are theirs. */
    private static RecordLine line(AuditTrail.Line line) {
        boolean isOperator = line.actorKind().equals("OPERATOR");
        return new RecordLine(
                line.time(),
                line.act(),
                line.actorKind(),
                isOperator ? "" : Objects.requireNonNullElse(line.address(), ""),
                Objects.requireNonNullElse(line.worker(), ""),
                line.times(),
                line.detail());
    }

    /**
     * Deletes the account, for a user who proves once more to be its owner. Open orders have to be cancelled before.
     */
    Uni<Outcome<Boolean>> delete(Owner owner, DeleteAccount request, Origin origin) {
        return proved(owner, request, origin).flatMap(proved -> switch (proved) {
            case Outcome.Done<Boolean> _ ->
                repository
                        .openOrders(owner.account())
                        .flatMap(open -> open > 0
                                ? refuse(
                                        FailCode.TOO_MANY_OPEN_ORDERS,
                                        "There are open orders (" + open + "); cancel them first.")
                                : delete(owner, origin));
            case Outcome.Refused<Boolean> refused -> Uni.createFrom().item(refused);
        });
    }

    private Uni<Outcome<Boolean>> proved(Owner owner, DeleteAccount request, Origin origin) {
        return accounts.find(owner.userName()).map(Optional::orElseThrow).flatMap(account -> {
            if (account.isPassword()) {
                return request.hashedPass()
                        .map(pass -> proof.inSession(owner, pass, origin).flatMap(known -> known.then(same -> done())))
                        .orElseGet(() -> refuse(FailCode.BAD_CREDENTIALS, "Give the account's password."));
            }
            return repository
                    .begunAt(request.sessionId().hash())
                    .flatMap(begun ->
                            begun.filter(at -> at.isAfter(time.instant().minus(FRESH)))
                                            .isPresent()
                                    ? done()
                                    : refuse(
                                            FailCode.BAD_CREDENTIALS,
                                            "Log in again first: this account has no password, and the login has to be"
                                                    + " some minutes old at most."));
        });
    }

    private static Uni<Outcome<Boolean>> done() {
        return Uni.createFrom().item(Outcome.done(true));
    }

    private Uni<Outcome<Boolean>> delete(Owner owner, Origin origin) {
        AuditEntry entry = entry(Act.ACCOUNT_DELETED, owner, origin);
        return repository
                .delete(owner.account(), time.instant(), entry)
                .flatMap(deleted -> sessions.endAll(owner.account(), By.master()))
                .replaceWith(Outcome.done(true));
    }

    private static AuditEntry entry(Act act, Owner owner, Origin origin) {
        return AuditEntry.of(
                act,
                By.account(owner.account().value(), origin),
                owner.account().party());
    }

    private static <T> Uni<Outcome<T>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
