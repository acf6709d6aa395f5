package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.ByPassword;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.HashedPass;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionName;
import io.papertrader.codec.message.SessionReply.SessionStarted;
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
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.limits.LoginTries;
import io.papertrader.master.limits.LoginTries.Try;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Openings;
import io.papertrader.node.limits.TooOften;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Registers and logs in (specification 3.1.3). */
@ApplicationScoped
public class Accounts {
    private static final Logger LOG = Logger.getLogger(Accounts.class);

    private final AccountRepository repository;
    private final PasswordHasher hasher;
    private final Limits limits;
    private final LoginTries tries;
    private final KnownAddresses knownAddresses;
    private final KnownDevices knownDevices;
    private final Sessions sessions;
    private final ExternalLoginRepository externalLogins;
    private final Openings openings;
    private final Leadership leadership;
    private final Audit audit;
    private final InstantSource time;

    Accounts(
            AccountRepository repository,
            PasswordHasher hasher,
            Limits limits,
            LoginTries tries,
            KnownAddresses knownAddresses,
            KnownDevices knownDevices,
            Sessions sessions,
            ExternalLoginRepository externalLogins,
            Openings openings,
            Leadership leadership,
            Audit audit,
            InstantSource time) {
        this.repository = repository;
        this.hasher = hasher;
        this.limits = limits;
        this.tries = tries;
        this.knownAddresses = knownAddresses;
        this.knownDevices = knownDevices;
        this.sessions = sessions;
        this.externalLogins = externalLogins;
        this.openings = openings;
        this.leadership = leadership;
        this.audit = audit;
        this.time = time;
    }

    /** A new account with its first cash. */
    Uni<Outcome<UserName>> register(Register register, Origin origin) {
        Optional<TooOften> tooOften = limits.take(Kind.REGISTRATION, origin);
        if (tooOften.isPresent()) {
            return refuse(
                    FailCode.RATE_LIMITED,
                    "Too many accounts were made from your address; "
                            + tooOften.get().tryAgain() + ".");
        }
        return repository.taken(register.username(), register.email()).flatMap(taken -> {
            if (taken.userName()) {
                return refuse(FailCode.USERNAME_TAKEN, "The username " + register.username() + " is taken.");
            }
            if (taken.email()) {
                return refuse(FailCode.EMAIL_TAKEN, "There is an account with this email address already.");
            }
            return hasher.hash(register.hashedPass(), Place.of(origin))
                    .flatMap(passHash -> open(register, passHash, origin))
                    .onFailure(Busy.class)
                    .recoverWithItem(busy -> {
                        if (Busy.isOfOthers(busy)) {
                            limits.giveBack(Kind.REGISTRATION, origin);
                        }
                        return Busy.refusal("Too many people register at once", busy);
                    });
        });
    }

    private Uni<Outcome<UserName>> open(Register register, PassHash passHash, Origin origin) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned());
        return leadership
                .write(List.of(repository.adding(register, passHash, now, entry)))
                .map(added -> AccountRepository.id(added.getFirst()))
                .flatMap(account -> account.map(added -> openings.open(added, register.username())
                                .call(() -> knowOwnerAt(added, register.username(), Place.of(origin)))
                                .replaceWith(Outcome.done(register.username())))
                        // Somebody was quicker in the few milliseconds since it was free; who asks again is told what
                        // is taken.
                        .orElseGet(() -> refuse(FailCode.USERNAME_TAKEN, "The username or email address is taken.")));
    }

    /** A session, for a user who knows the password. */
    Uni<Outcome<SessionStarted>> login(Login login, Origin origin) {
        return prove(login.username(), login.hashedPass(), origin).flatMap(proved -> begin(proved, login, origin));
    }

    /** The same on a device; one that the account does not know helps nothing, and harms nothing. */
    Uni<Outcome<SessionStarted>> login(LoginFromDevice login, Origin origin) {
        return knownDevices
                .find(login.username(), login.device())
                .flatMap(known -> known.map(remembering -> proveOnDevice(login, remembering, origin))
                        .orElseGet(() -> prove(login.username(), login.hashedPass(), origin)))
                .flatMap(proved -> begin(proved, login, origin));
    }

    private Uni<Outcome<Account>> proveOnDevice(LoginFromDevice login, SessionHash remembering, Origin origin) {
        return proveInSession(login.username(), login.hashedPass(), remembering, origin)
                .call(proved -> proved instanceof Outcome.Done<Account> done
                        ? knownDevices.used(done.value().id(), login.device())
                        : Uni.createFrom().nullItem());
    }

    private Uni<Outcome<SessionStarted>> begin(Outcome<Account> proved, ByPassword login, Origin origin) {
        return proved.then(account -> knownAddresses
                .remember(account.id(), Place.of(origin))
                .flatMap(remembered -> withPortfolio(account))
                .flatMap(ready -> sessions.start(ready.id(), origin, login.isExpirable(), loggedIn(ready.id(), origin)))
                .map(Outcome::done));
    }

    /**
     * The account, for a stranger who knows its password: wherever it is asked for, a try is counted before it is
     * looked at.
     */
    private Uni<Outcome<Account>> prove(UserName userName, HashedPass pass, Origin origin) {
        Place place = Place.of(origin);
        return knownAddresses.tried(userName, place).flatMap(tried -> switch (tries.take(
                userName, place, tried.isKnownThere())) {
            case Try.Refused refused -> lockedOut(tried.account(), refused, origin);
            case Try.Counted counted -> prove(userName, pass, origin, counted, tried.isKnownThere());
        });
    }

    /**
     * The account, for its owner in a session, or on the device that this session has remembered: they answer for their
     * own tries alone.
     */
    public Uni<Outcome<Account>> proveInSession(
            UserName userName, HashedPass pass, SessionHash session, Origin origin) {
        return switch (tries.takeInSession(userName, SessionName.of(session))) {
            case Try.Refused refused ->
                repository.find(userName).flatMap(account -> lockedOut(account.map(Account::id), refused, origin));
            case Try.Counted counted -> prove(userName, pass, origin, counted, true);
        };
    }

    private Uni<Outcome<Account>> lockedOut(Optional<AccountId> tried, Try.Refused refused, Origin origin) {
        audit.failed(AuditEntry.of(Act.LOGIN_LOCKED_OUT, By.nobody(origin), party(tried)));
        return refuse(
                FailCode.RATE_LIMITED,
                "Too many failed logins; " + refused.tooOften().tryAgain() + ".");
    }

    /**
     * The owner has shown otherwise than by a login to be in this place, as by her registration: neither the tries of
     * before nor those of strangers keep her from logging in there. Where that cannot be written, what she has done is
     * done all the same.
     */
    public Uni<Void> knowOwnerAt(AccountId account, UserName userName, Place place) {
        tries.forget(userName, place);
        return knownAddresses
                .remember(account, place)
                .onFailure()
                .invoke(failure -> LOG.warnf("An owner's address is not remembered: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Outcome<Account>> prove(
            UserName userName, HashedPass pass, Origin origin, Try.Counted counted, boolean isKnown) {
        return repository
                .find(userName)
                .flatMap(account -> hasher.verify(pass, account.flatMap(Account::passHash), Place.of(origin), isKnown)
                        .onFailure(Busy::isOfOthers)
                        .invoke(() -> tries.giveBack(counted))
                        .flatMap(isRight -> proved(account, isRight, pass, origin, counted)))
                .onFailure(Busy.class)
                .recoverWithItem(busy -> Busy.refusal("Too many people log in at once", busy));
    }

    private Uni<Outcome<Account>> proved(
            Optional<Account> account, boolean isRight, HashedPass pass, Origin origin, Try.Counted counted) {
        if (account.isPresent() && !account.get().isPassword()) {
            return refuseWithoutPassword(account.get());
        }
        if (!isRight || !account.orElseThrow().isEnabled()) {
            audit.failed(AuditEntry.of(Act.LOGIN_FAILED, By.nobody(origin), party(account.map(Account::id))));
            return refuse(FailCode.BAD_CREDENTIALS, "Unknown user or wrong password.");
        }
        tries.giveBack(counted);
        hashAnewIfOutdated(account.orElseThrow(), pass, Place.of(origin));
        return Uni.createFrom().item(Outcome.done(account.orElseThrow()));
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

    private static AuditEntry loggedIn(AccountId account, Origin origin) {
        return AuditEntry.of(Act.LOGGED_IN, By.account(account.value(), origin), account.party());
    }

    /** A user who knows the name alone learns the third party to sign in with, as the specification wants. */
    private <T> Uni<Outcome<T>> refuseWithoutPassword(Account account) {
        return externalLogins.of(account.id()).map(providers -> {
            String way = providers.isEmpty()
                    ? "set one with the token that you were given (papertrader password reset), or ask whoever runs"
                            + " this network"
                    : "log in with "
                            + providers.stream().map(ProviderName::value).collect(Collectors.joining(" or "));
            return Outcome.refused(FailCode.EXTERNAL_LOGIN_REQUIRED, "This account has no password; " + way + ".");
        });
    }

    /** A master that ended between the two halves of a registration left an account without its portfolio. */
    Uni<Account> withPortfolio(Account account) {
        return account.hasPortfolio()
                ? Uni.createFrom().item(account)
                : openings.open(account.id(), account.userName()).replaceWith(account);
    }

    /** The stored account of the user who has this address. */
    public Uni<Optional<Account>> find(Email email) {
        return repository.find(email);
    }

    /** The stored account of a user. */
    public Uni<Optional<Account>> find(UserName userName) {
        return repository.find(userName);
    }

    /** Accounts whose name or email has this text in it. */
    public Uni<List<Account>> search(String text, int limit) {
        return repository.search(text, limit);
    }

    /** Lets an account log in again. False where there is none of this name. */
    public Uni<Boolean> enable(UserName userName, By by) {
        return repository
                .enable(userName, true, AuditEntry.of(Act.ACCOUNT_ENABLED, by, new Party.Returned()))
                .map(Optional::isPresent);
    }

    /** Ends an account's sessions and lets it log in no more. False where there is none of this name. */
    public Uni<Boolean> disable(UserName userName, By by) {
        return repository
                .enable(userName, false, AuditEntry.of(Act.ACCOUNT_DISABLED, by, new Party.Returned()))
                .flatMap(account -> account.map(
                                found -> sessions.endAll(found, by).replaceWith(true))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private static <T> Uni<Outcome<T>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
