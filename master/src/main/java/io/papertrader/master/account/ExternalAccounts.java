package io.papertrader.master.account;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ExternalLoginReply.ExternalSession;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.WithToken;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.AccountRepository.Taken;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.identity.ExternalLoginRepository;
import io.papertrader.master.identity.Identities;
import io.papertrader.master.identity.Identity;
import io.papertrader.master.identity.Providers;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.NewSession;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Openings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Registers and logs in with third parties (specification 3.1.3). A token does one thing, in the transaction of that
 * very thing; one that did nothing, as the username was taken, can be tried again.
 */
@ApplicationScoped
class ExternalAccounts {
    private final RegistrationConfig registration;
    private final Identities identities;
    private final Providers providers;
    private final ExternalLoginRepository externalLogins;
    private final Accounts accounts;
    private final KnownAddresses knownAddresses;
    private final AccountRepository repository;
    private final Sessions sessions;
    private final Openings openings;
    private final Leadership leadership;
    private final Audit audit;
    private final InstantSource time;

    ExternalAccounts(
            RegistrationConfig registration,
            Identities identities,
            Providers providers,
            ExternalLoginRepository externalLogins,
            Accounts accounts,
            KnownAddresses knownAddresses,
            AccountRepository repository,
            Sessions sessions,
            Openings openings,
            Leadership leadership,
            Audit audit,
            InstantSource time) {
        this.registration = registration;
        this.identities = identities;
        this.providers = providers;
        this.externalLogins = externalLogins;
        this.accounts = accounts;
        this.knownAddresses = knownAddresses;
        this.repository = repository;
        this.sessions = sessions;
        this.openings = openings;
        this.leadership = leadership;
        this.audit = audit;
        this.time = time;
    }

    /** A session, for a user who is known to the third party as the account's owner. */
    Uni<Outcome<ExternalSession>> login(LoginExternal request, Origin origin) {
        return prove(request, origin)
                .flatMap(proved -> proved.then(identity -> repository
                        .find(identity)
                        .flatMap(account -> account.map(found -> login(request, origin, identity, found))
                                .orElseGet(() -> refuse(
                                        FailCode.UNKNOWN_USER,
                                        "No account has this login of " + identity.provider()
                                                + " yet: register with it, or log in and link it.")))));
    }

    private Uni<Outcome<ExternalSession>> login(
            LoginExternal request, Origin origin, Identity identity, Account account) {
        if (!account.isEnabled()) {
            return refuse(FailCode.BAD_CREDENTIALS, "This account is disabled; ask whoever runs this network.");
        }
        NewSession session = new NewSession(
                account.id(),
                origin,
                request.isExpirable(),
                entry(Act.LOGGED_IN, account.id(), origin, identity),
                Optional.of(externalLogins.using(identity.use())),
                Optional.empty());
        return accounts.withPortfolio(account)
                .flatMap(ready -> sessions.start(session))
                .call(started -> knownAddresses.ownerIsAt(account.id(), account.userName(), Place.of(origin)))
                .map(started -> Outcome.done(session(account.userName(), started)))
                .onFailure(ExternalLoginRepository::isUsed)
                .recoverWithItem(() -> Identities.used(identity));
    }

    private static ExternalSession session(UserName owner, SessionStarted started) {
        return new ExternalSession(owner, started.id(), started.expiry(), started.workers());
    }

    /** A new account with its first cash and without a password. */
    Uni<Outcome<UserName>> register(RegisterExternal request, Origin origin) {
        if (!registration.mode().isOpen()) {
            return refuse(FailCode.REGISTRATION_CLOSED, registration.mode().refusal());
        }
        return prove(request, origin)
                .flatMap(proved -> proved.then(identity -> identity.email()
                        .or(request::email)
                        .map(email -> register(request.username(), email, identity, origin))
                        .orElseGet(() -> refuse(
                                FailCode.BAD_ARGUMENT,
                                identity.provider() + " tells no verified email address of yours; give one."))));
    }

    private Uni<Outcome<UserName>> register(UserName userName, Email email, Identity identity, Origin origin) {
        return repository.find(identity).flatMap(owner -> {
            if (owner.isPresent()) {
                return taken(identity);
            }
            return repository
                    .taken(userName, Optional.of(email))
                    .flatMap(taken -> refusal(userName, taken)
                            .map(refusal -> Uni.createFrom().item(refusal))
                            .orElseGet(() -> open(userName, email, identity, origin)));
        });
    }

    private static Optional<Outcome<UserName>> refusal(UserName userName, Taken taken) {
        if (taken.userName()) {
            return Optional.of(Outcome.refused(FailCode.USERNAME_TAKEN, "The username " + userName + " is taken."));
        }
        return taken.email()
                ? Optional.of(Outcome.refused(
                        FailCode.EMAIL_TAKEN,
                        "There is an account with this email address already: log in to it, and link this login."))
                : Optional.empty();
    }

    private Uni<Outcome<UserName>> open(UserName userName, Email email, Identity identity, Origin origin) {
        Instant now = now();
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned())
                .saying(with(identity));
        return leadership
                .write(List.of(
                        externalLogins.using(identity.use()),
                        repository.addingWithoutPassword(userName, email, now, entry),
                        externalLogins.linkingAdded(identity, now)))
                .map(rows -> AccountRepository.id(rows.getLast()).orElseThrow())
                .flatMap(added -> openings.open(added, userName))
                .replaceWith(Outcome.done(userName))
                .onFailure(ExternalLoginRepository::isUsed)
                .recoverWithItem(() -> Identities.used(identity))
                .onFailure(ExternalLoginRepository::isTaken)
                .recoverWithUni(() -> taken(identity))
                // Somebody was quicker in the few milliseconds since they were free; who asks again is told which.
                .onFailure(ExternalLoginRepository::isConflict)
                .recoverWithUni(() -> refuse(FailCode.USERNAME_TAKEN, "The username or email address is taken."));
    }

    /** A further way into the session's account. */
    Uni<Outcome<Boolean>> link(LinkLogin request, Origin origin) {
        return inSession(
                request.sessionId(),
                owner -> prove(request, origin)
                        .flatMap(proved -> proved.then(identity -> link(identity, owner, origin))));
    }

    private Uni<Outcome<Boolean>> link(Identity identity, Owner owner, Origin origin) {
        return leadership
                .write(List.of(
                        externalLogins.using(identity.use()),
                        externalLogins.linking(
                                identity,
                                owner.account(),
                                now(),
                                entry(Act.LOGIN_LINKED, owner.account(), origin, identity))))
                .replaceWith(Outcome.done(true))
                .onFailure(ExternalLoginRepository::isUsed)
                .recoverWithItem(() -> Identities.used(identity))
                .onFailure(ExternalLoginRepository::isTaken)
                .recoverWithUni(() -> taken(identity))
                .onFailure(ExternalLoginRepository::isLinked)
                .recoverWithUni(() -> refuse(
                        FailCode.LOGIN_TAKEN,
                        "Your account has another login of " + identity.provider() + "; unlink that one first."));
    }

    /** One way less into the session's account, but never the last. */
    Uni<Outcome<Boolean>> unlink(UnlinkLogin request, Origin origin) {
        return inSession(
                request.sessionId(),
                owner -> externalLogins
                        .of(owner.account())
                        .flatMap(linked -> linked.contains(request.provider())
                                ? unlink(request, owner, origin)
                                : refuse(
                                        FailCode.NOT_LINKED,
                                        "Your account has no login of " + request.provider() + ".")));
    }

    private Uni<Outcome<Boolean>> unlink(UnlinkLogin request, Owner owner, Origin origin) {
        AuditEntry entry = AuditEntry.of(
                        Act.LOGIN_UNLINKED,
                        By.account(owner.account().value(), origin),
                        owner.account().party())
                .saying("of " + request.provider());
        return leadership
                .write(List.of(
                        externalLogins.unlinking(owner.account(), request.provider(), providers.issuers(), entry)))
                .map(rows -> rows.getFirst().rowCount() > 0
                        ? Outcome.done(false)
                        : Outcome.refused(
                                FailCode.LAST_LOGIN,
                                "This login is the only way into your account: set a password, or link another one"
                                        + " first."));
    }

    /** The identity that the token proves; a refused token is noted, as a wrong password is. */
    private Uni<Outcome<Identity>> prove(WithToken request, Origin origin) {
        return identities.prove(request).invoke(outcome -> {
            if (outcome instanceof Outcome.Refused<Identity> refused && refused.code() == FailCode.BAD_CREDENTIALS) {
                audit.failed(AuditEntry.of(Act.LOGIN_FAILED, By.nobody(origin), new Party.Nobody())
                        .saying("with " + request.provider()));
            }
        });
    }

    private static AuditEntry entry(Act act, AccountId account, Origin origin, Identity identity) {
        return AuditEntry.of(act, By.account(account.value(), origin), account.party())
                .saying(with(identity));
    }

    private static String with(Identity identity) {
        return "with " + identity.provider();
    }

    private <T> Uni<Outcome<T>> inSession(SessionId session, Function<Owner, Uni<Outcome<T>>> work) {
        return sessions.authorise(session)
                .flatMap(owner ->
                        owner.map(work).orElseGet(() -> Uni.createFrom().item(Sessions.notActive())));
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> Uni<Outcome<T>> taken(Identity identity) {
        return refuse(FailCode.LOGIN_TAKEN, "This login of " + identity.provider() + " belongs to an account already.");
    }

    private static <T> Uni<Outcome<T>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
