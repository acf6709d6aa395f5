package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.PasswordHasher.Busy;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.trade.Openings;
import io.papertrader.node.limits.TooOften;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Registers whoever comes with a password, where this is open to everybody (specification 3.1.3). */
@ApplicationScoped
class OpenRegistration {
    private final RegistrationConfig config;
    private final AccountRepository repository;
    private final PasswordHasher hasher;
    private final Limits limits;
    private final KnownAddresses knownAddresses;
    private final Openings openings;
    private final Leadership leadership;
    private final InstantSource time;

    OpenRegistration(
            RegistrationConfig config,
            AccountRepository repository,
            PasswordHasher hasher,
            Limits limits,
            KnownAddresses knownAddresses,
            Openings openings,
            Leadership leadership,
            InstantSource time) {
        this.config = config;
        this.repository = repository;
        this.hasher = hasher;
        this.limits = limits;
        this.knownAddresses = knownAddresses;
        this.openings = openings;
        this.leadership = leadership;
        this.time = time;
    }

    /** A new account with its first cash. */
    Uni<Outcome<UserName>> register(Register register, Origin origin) {
        if (!config.mode().isOpen()) {
            return refuse(FailCode.REGISTRATION_CLOSED, config.mode().refusal());
        }
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
                    .recoverWithItem(busy -> busy(busy, origin));
        });
    }

    private Outcome<UserName> busy(Throwable busy, Origin origin) {
        if (Busy.isOfOthers(busy)) {
            limits.giveBack(Kind.REGISTRATION, origin);
        }
        return Busy.refusal("Too many people register at once", busy);
    }

    private Uni<Outcome<UserName>> open(Register register, PassHash passHash, Origin origin) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned());
        return leadership
                .write(List.of(repository.adding(register, passHash, now, entry)))
                .map(added -> AccountRepository.id(added.getFirst()))
                .flatMap(account -> account.map(added -> open(added, register.username(), origin))
                        // Somebody was quicker in the few milliseconds since it was free; who asks again is told what
                        // is taken.
                        .orElseGet(() -> refuse(FailCode.USERNAME_TAKEN, "The username or email address is taken.")));
    }

    private Uni<Outcome<UserName>> open(AccountId added, UserName userName, Origin origin) {
        return openings.open(added, userName)
                .call(() -> knownAddresses.ownerIsAt(added, userName, Place.of(origin)))
                .replaceWith(Outcome.done(userName));
    }

    private static Uni<Outcome<UserName>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
