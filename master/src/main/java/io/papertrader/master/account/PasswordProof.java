package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.ByPassword;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.PasswordHasher.Busy;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.identity.ExternalLoginRepository;
import io.papertrader.master.limits.LoginTries;
import io.papertrader.master.limits.LoginTries.Try;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Owner;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The account, for who knows its password: wherever that is asked for, a try is counted before it is looked at. */
@ApplicationScoped
public class PasswordProof {
    private static final Logger LOG = Logger.getLogger(PasswordProof.class);

    private final AccountRepository repository;
    private final PasswordHasher hasher;
    private final LoginTries tries;
    private final ExternalLoginRepository externalLogins;
    private final Audit audit;

    PasswordProof(
            AccountRepository repository,
            PasswordHasher hasher,
            LoginTries tries,
            ExternalLoginRepository externalLogins,
            Audit audit) {
        this.repository = repository;
        this.hasher = hasher;
        this.tries = tries;
        this.externalLogins = externalLogins;
        this.audit = audit;
    }

    /** The account, for its owner in a session, who answers for the tries on her device alone. */
    public Uni<Outcome<Account>> inSession(Owner owner, HashedPass pass, Origin origin) {
        return prove(owner.userName(), pass, TriedAccount.inSession(owner), origin);
    }

    /** The account, for somebody at its door. */
    Uni<Outcome<Account>> atLogin(ByPassword login, TriedAccount tried, Origin origin) {
        return prove(login.username(), login.hashedPass(), tried, origin);
    }

    private Uni<Outcome<Account>> prove(UserName userName, HashedPass pass, TriedAccount tried, Origin origin) {
        Try decision = tried.session()
                .map(session -> tries.takeInSession(userName, SessionName.of(session)))
                .orElseGet(() -> tries.take(userName, Place.of(origin), tried.isKnownThere()));
        return switch (decision) {
            case Try.Refused refused -> lockedOut(tried.account(), refused, origin);
            case Try.Counted counted ->
                look(userName, pass, tried.isKnown(), counted, origin)
                        .onFailure(Busy.class)
                        .recoverWithItem(busy -> Busy.refusal("Too many people log in at once", busy));
        };
    }

    private Uni<Outcome<Account>> lockedOut(Optional<AccountId> tried, Try.Refused refused, Origin origin) {
        AuditEntry entry = AuditEntry.of(Act.LOGIN_LOCKED_OUT, By.nobody(origin), party(tried));
        audit.failed(refused.isForGuesses() ? entry : entry.saying("too many right passwords"));
        return refuse(FailCode.RATE_LIMITED, refused.reason());
    }

    private Uni<Outcome<Account>> look(
            UserName userName, HashedPass pass, boolean isKnown, Try.Counted counted, Origin origin) {
        return repository
                .find(userName)
                .flatMap(account -> hasher.verify(pass, account.flatMap(Account::passHash), Place.of(origin), isKnown)
                        .map(isRight -> new Looked(account, isRight)))
                .onFailure()
                .invoke(failure -> notLookedAt(counted, failure))
                .flatMap(looked -> judge(looked, pass, counted, origin));
    }

    private void notLookedAt(Try.Counted counted, Throwable failure) {
        if (Busy.isOfOthers(failure)) {
            tries.notLookedAt(counted);
        } else {
            tries.wrong(counted);
        }
    }

    /** A password that was looked at. */
    private record Looked(Optional<Account> account, boolean isRight) {}

    private Uni<Outcome<Account>> judge(Looked looked, HashedPass pass, Try.Counted counted, Origin origin) {
        Optional<Account> proved = looked.account().filter(account -> looked.isRight() && account.isEnabled());
        if (proved.isEmpty()) {
            tries.wrong(counted);
            return refuse(looked.account(), origin);
        }
        tries.right(counted);
        hashAnewIfOutdated(proved.get(), pass, Place.of(origin));
        return Uni.createFrom().item(Outcome.done(proved.get()));
    }

    private Uni<Outcome<Account>> refuse(Optional<Account> account, Origin origin) {
        Optional<Account> withoutPassword = account.filter(known -> !known.isPassword());
        if (withoutPassword.isPresent()) {
            return refuseWithoutPassword(withoutPassword.get());
        }
        audit.failed(AuditEntry.of(Act.LOGIN_FAILED, By.nobody(origin), party(account.map(Account::id))));
        return refuse(FailCode.BAD_CREDENTIALS, "Unknown user or wrong password.");
    }

    /** The account that was tried; the name that was typed is not kept where it is nobody's. */
    private static Party party(Optional<AccountId> tried) {
        return tried.<Party>map(AccountId::party).orElseGet(Party.Nobody::new);
    }

    /**
     * Hashes anew behind the answer, in the turn of those who can wait; where there is none, the next login does it.
     */
    private void hashAnewIfOutdated(Account account, HashedPass pass, Place place) {
        account.passHash()
                .filter(hasher::isOutdated)
                .ifPresent(old -> hasher.hashAnew(pass, place)
                        .flatMap(anew -> repository.hashedAnew(account.id(), old, anew))
                        .subscribe()
                        .with(done -> {}, failure -> LOG.debug("A password waits for its dearer hash", failure)));
    }

    /** A user who knows the name alone learns the third party to sign in with, as the specification wants. */
    private Uni<Outcome<Account>> refuseWithoutPassword(Account account) {
        return externalLogins.of(account.id()).map(providers -> {
            String way = providers.isEmpty()
                    ? "set one with the token that you were given (papertrader password reset), or ask whoever runs"
                            + " this network"
                    : "log in with "
                            + providers.stream().map(ProviderName::value).collect(Collectors.joining(" or "));
            return Outcome.refused(FailCode.EXTERNAL_LOGIN_REQUIRED, "This account has no password; " + way + ".");
        });
    }

    private static <T> Uni<Outcome<T>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
