package io.papertrader.master.recovery;

import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.PasswordReply.PasswordChanged;
import io.papertrader.codec.message.PasswordRequest.ResetPassword;
import io.papertrader.codec.message.PasswordRequest.SetPassword;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.Account;
import io.papertrader.master.account.Accounts;
import io.papertrader.master.account.KnownAddresses;
import io.papertrader.master.account.PassHash;
import io.papertrader.master.account.PasswordHasher;
import io.papertrader.master.account.PasswordHasher.Busy;
import io.papertrader.master.account.PasswordProof;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.leadership.Statement;
import io.papertrader.master.limits.Place;
import io.papertrader.master.mail.Outbox;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.token.OneTimeTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sets passwords: by a token where the one before is forgotten, else by the one before (specification 3.1.3). */
@ApplicationScoped
class Passwords {
    private final PasswordRepository repository;
    private final OneTimeTokens tokens;
    private final Accounts accounts;
    private final PasswordProof proof;
    private final KnownAddresses knownAddresses;
    private final PasswordHasher hasher;
    private final Sessions sessions;
    private final Leadership leadership;
    private final Outbox outbox;

    Passwords(
            PasswordRepository repository,
            OneTimeTokens tokens,
            Accounts accounts,
            PasswordProof proof,
            KnownAddresses knownAddresses,
            PasswordHasher hasher,
            Sessions sessions,
            Leadership leadership,
            Outbox outbox) {
        this.repository = repository;
        this.tokens = tokens;
        this.accounts = accounts;
        this.proof = proof;
        this.knownAddresses = knownAddresses;
        this.hasher = hasher;
        this.sessions = sessions;
        this.leadership = leadership;
        this.outbox = outbox;
    }

    /** A made-up token is refused before anything is hashed: there is nothing to guess, so its time tells nothing. */
    Uni<Outcome<PasswordChanged>> reset(ResetPassword request, Origin origin) {
        return accounts.find(request.username())
                .flatMap(account ->
                        account.map(found -> ifAllowed(found, request, origin)).orElseGet(Passwords::badToken));
    }

    private Uni<Outcome<PasswordChanged>> ifAllowed(Account account, ResetPassword request, Origin origin) {
        return tokens.allowsPassword(request.token(), account.id())
                .flatMap(allowed -> allowed ? reset(account, request, origin) : badToken());
    }

    private Uni<Outcome<PasswordChanged>> reset(Account account, ResetPassword request, Origin origin) {
        AuditEntry entry = AuditEntry.of(Act.PASSWORD_RESET, By.returned(origin), new Party.Returned());
        return hashed(
                request.hashedPass(),
                origin,
                password -> write(account, repository.resetting(request.token(), account.id(), password, entry))
                        .flatMap(done -> done
                                ? knownAddresses
                                        .ownerIsAt(account.id(), account.userName(), Place.of(origin))
                                        .flatMap(known -> changed())
                                : badToken()));
    }

    /** Whoever has a session has to know the password as well, where there is one. */
    Uni<Outcome<PasswordChanged>> set(SetPassword request, Origin origin) {
        return sessions.authorise(request.sessionId())
                .flatMap(owner -> owner.map(known -> set(request, known, origin))
                        .orElseGet(() -> Uni.createFrom().item(Sessions.notActive())));
    }

    private Uni<Outcome<PasswordChanged>> set(SetPassword request, Owner owner, Origin origin) {
        return accounts.find(owner.userName())
                .map(Optional::orElseThrow)
                .flatMap(account -> account.isPassword()
                        ? prove(request, owner, origin)
                        : Uni.createFrom().item(Outcome.done(account)))
                .flatMap(proved -> proved.then(account -> set(request, account, origin)));
    }

    private Uni<Outcome<Account>> prove(SetPassword request, Owner owner, Origin origin) {
        return request.hashedPass()
                .map(pass -> proof.inSession(owner, pass, origin))
                .orElseGet(() -> Uni.createFrom()
                        .item(Outcome.refused(
                                FailCode.BAD_CREDENTIALS, "The account has a password; it is needed to set another.")));
    }

    private Uni<Outcome<PasswordChanged>> set(SetPassword request, Account account, Origin origin) {
        AuditEntry entry = AuditEntry.of(
                Act.PASSWORD_SET,
                By.account(account.id().value(), origin),
                account.id().party());
        return hashed(
                request.newHashedPass(),
                origin,
                password -> write(
                                account,
                                repository.setting(
                                        account.id(), request.sessionId().hash(), password, entry))
                        .flatMap(done -> done ? changed() : Uni.createFrom().item(Sessions.notActive())));
    }

    private Uni<Outcome<PasswordChanged>> hashed(
            HashedPass pass, Origin origin, Function<PassHash, Uni<Outcome<PasswordChanged>>> then) {
        return hasher.hash(pass, Place.of(origin))
                .flatMap(password -> then.apply(password))
                .onFailure(Busy.class)
                .recoverWithItem(busy -> Busy.refusal("Too many passwords are set at once", busy));
    }

    private Uni<Boolean> write(Account account, List<Statement> statements) {
        return leadership.write(statements).map(written -> {
            boolean isSet = written.getFirst().size() > 0;
            sessions.ended(PasswordRepository.sessions(written.get(1)));
            if (isSet) {
                account.email().ifPresent(email -> outbox.tell(Letters.newPassword(email, account.userName())));
            }
            return isSet;
        });
    }

    private static Uni<Outcome<PasswordChanged>> changed() {
        return Uni.createFrom().item(Outcome.done(new PasswordChanged()));
    }

    static <T> Uni<Outcome<T>> badToken() {
        return Uni.createFrom()
                .item(Outcome.refused(
                        FailCode.BAD_TOKEN,
                        "The token is not this account's, was used, or is too old; ask for another."));
    }
}
