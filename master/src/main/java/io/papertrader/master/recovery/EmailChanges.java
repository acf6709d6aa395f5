package io.papertrader.master.recovery;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.PasswordReply.ConfirmationSent;
import io.papertrader.codec.message.PasswordReply.EmailChanged;
import io.papertrader.codec.message.PasswordRequest.ChangeEmail;
import io.papertrader.codec.message.PasswordRequest.ConfirmEmail;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Account;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.account.PasswordProof;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.mail.Outbox;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.token.OneTimeTokens;
import io.papertrader.master.token.Purpose;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.List;

/** Gives accounts another email address, once somebody has shown that they read what is sent there. */
@ApplicationScoped
class EmailChanges {
    private static final String TAKEN = "23505";

    private final PasswordRepository repository;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final PasswordProof proof;
    private final Sessions sessions;
    private final Leadership leadership;
    private final Audit audit;
    private final Outbox outbox;
    private final RecoveryConfig config;
    private final SecureRandom random;

    EmailChanges(
            PasswordRepository repository,
            OneTimeTokens tokens,
            Accounts accounts,
            PasswordProof proof,
            Sessions sessions,
            Leadership leadership,
            Audit audit,
            Outbox outbox,
            RecoveryConfig config,
            SecureRandom random) {
        this.repository = repository;
        this.tokens = tokens;
        this.accounts = accounts;
        this.proof = proof;
        this.sessions = sessions;
        this.leadership = leadership;
        this.audit = audit;
        this.outbox = outbox;
        this.config = config;
        this.random = random;
    }

    /** Whoever has a session has to know the password as well: the address is a way to another password. */
    Uni<Outcome<ConfirmationSent>> request(ChangeEmail request, Origin origin) {
        if (!outbox.isOpen()) {
            return refuse(FailCode.UNAVAILABLE, "This network sends no mail, so it cannot confirm an address.");
        }
        if (request.email().onMail().isEmpty()) {
            return refuse(
                    FailCode.BAD_ARGUMENT,
                    "This network can send no mail to an address with other letters than those of ASCII before the @.");
        }
        return sessions.authorise(request.sessionId())
                .flatMap(owner -> owner.map(known -> request(request, known, origin))
                        .orElseGet(() -> Uni.createFrom().item(Sessions.notActive())));
    }

    private Uni<Outcome<ConfirmationSent>> request(ChangeEmail request, Owner owner, Origin origin) {
        return proof.inSession(owner, request.hashedPass(), origin)
                .flatMap(proved -> proved.then(account -> request(request.email(), account, origin)));
    }

    private Uni<Outcome<ConfirmationSent>> request(Email email, Account account, Origin origin) {
        return accounts.find(email)
                .flatMap(holder -> holder.isPresent() ? emailTaken() : confirm(email, account, origin));
    }

    private Uni<Outcome<ConfirmationSent>> confirm(Email email, Account account, Origin origin) {
        OneTimeToken token = OneTimeToken.make(random);
        AuditEntry entry = AuditEntry.of(
                Act.EMAIL_CHANGE_MAILED,
                By.account(account.id().value(), origin),
                account.id().party());
        return leadership
                .write(List.of(audit.noting(
                        tokens.mailing(token, Purpose.CONFIRM_EMAIL, account.id(), email, config.mailedLifetime()),
                        entry)))
                .flatMap(kept -> {
                    if (kept.getFirst().size() == 0) {
                        return refuse(FailCode.RATE_LIMITED, "Too many mails were asked for; try again in an hour.");
                    }
                    outbox.tell(Letters.confirmation(email, account.userName(), token, config.mailedLifetime()));
                    account.email().ifPresent(old -> outbox.tell(Letters.newAddress(old, account.userName())));
                    return Uni.createFrom().item(Outcome.done(new ConfirmationSent()));
                });
    }

    Uni<Outcome<EmailChanged>> confirm(ConfirmEmail request, Origin origin) {
        return sessions.authorise(request.sessionId())
                .flatMap(owner -> owner.map(known -> tokens.toConfirm(request.token(), known.account())
                                .flatMap(email -> email.map(
                                                confirmed -> change(request.token(), known, confirmed, origin))
                                        .orElseGet(Passwords::badToken)))
                        .orElseGet(() -> Uni.createFrom().item(Sessions.notActive())));
    }

    private Uni<Outcome<EmailChanged>> change(OneTimeToken token, Owner owner, Email email, Origin origin) {
        AuditEntry entry = AuditEntry.of(
                Act.EMAIL_CHANGED,
                By.account(owner.account().value(), origin),
                owner.account().party());
        return leadership
                .write(repository.changingEmail(token, owner.account(), email, entry))
                .flatMap(written -> written.getFirst().size() == 0
                        ? Passwords.<EmailChanged>badToken()
                        : Uni.createFrom().item(Outcome.done(new EmailChanged(email))))
                .onFailure(EmailChanges::isTaken)
                .recoverWithUni(EmailChanges::emailTaken);
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof PgException refusal && TAKEN.equals(refusal.getSqlState());
    }

    private static <T> Uni<Outcome<T>> emailTaken() {
        return refuse(FailCode.EMAIL_TAKEN, "There is an account with this email address already.");
    }

    private static <T> Uni<Outcome<T>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
