package io.papertrader.master.registration;

import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.KnownAddresses;
import io.papertrader.master.account.PassHash;
import io.papertrader.master.account.PasswordHasher;
import io.papertrader.master.account.PasswordHasher.Busy;
import io.papertrader.master.account.RegistrationConfig;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.token.OneTimeTokens;
import io.papertrader.master.trade.Openings;
import io.papertrader.node.limits.TooOften;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets operators invite, and those who are invited register. */
@ApplicationScoped
public class Invitations {
    private final Limits limits;
    private final NewAccounts repository;
    private final OneTimeTokens tokens;
    private final PasswordHasher hasher;
    private final KnownAddresses knownAddresses;
    private final Openings openings;
    private final Leadership leadership;
    private final Audit audit;
    private final RegistrationConfig config;
    private final SecureRandom random;
    private final InstantSource time;

    Invitations(
            Limits limits,
            NewAccounts repository,
            OneTimeTokens tokens,
            PasswordHasher hasher,
            KnownAddresses knownAddresses,
            Openings openings,
            Leadership leadership,
            Audit audit,
            RegistrationConfig config,
            SecureRandom random,
            InstantSource time) {
        this.limits = limits;
        this.repository = repository;
        this.tokens = tokens;
        this.hasher = hasher;
        this.knownAddresses = knownAddresses;
        this.openings = openings;
        this.leadership = leadership;
        this.audit = audit;
        this.config = config;
        this.random = random;
        this.time = time;
    }

    /** An invitation, and until when it is good. */
    public record Invitation(OneTimeToken code, Instant expiry) {}

    /** Makes so many invitations. */
    public Uni<List<Invitation>> make(int count, By by) {
        List<OneTimeToken> codes =
                Stream.generate(() -> OneTimeToken.make(random)).limit(count).toList();
        Instant expiry = now().plus(config.invitationLifetime());
        AuditEntry entry =
                AuditEntry.of(Act.INVITATIONS_MADE, by, new Party.Nobody()).saying(count + " invitations");
        return leadership
                .write(List.of(tokens.inviting(codes, expiry), audit.appending(entry)))
                .replaceWith(() ->
                        codes.stream().map(code -> new Invitation(code, expiry)).toList());
    }

    /** A new account with its first cash, once for an invitation. */
    Uni<Outcome<UserName>> register(RegisterInvited register, Origin origin) {
        if (!config.mode().takesInvitations()) {
            return refuse(FailCode.REGISTRATION_CLOSED, config.mode().refusal());
        }
        Optional<TooOften> tooOften = limits.take(Kind.REGISTRATION, origin);
        if (tooOften.isPresent()) {
            return refuse(
                    FailCode.RATE_LIMITED,
                    "Too many accounts were made from your address; "
                            + tooOften.get().tryAgain() + ".");
        }
        return tokens.isInvitation(register.invitation())
                .flatMap(invited -> invited ? taken(register) : badInvitation())
                .flatMap(free -> free.then(user -> open(register, origin)))
                .onFailure(Busy.class)
                .recoverWithItem(busy -> {
                    if (Busy.isOfOthers(busy)) {
                        limits.giveBack(Kind.REGISTRATION, origin);
                    }
                    return Busy.refusal("Too many people register at once", busy);
                });
    }

    private Uni<Outcome<UserName>> taken(RegisterInvited register) {
        return repository.takenNames(List.of(register.username())).flatMap(names -> {
            if (!names.isEmpty()) {
                return refuse(FailCode.USERNAME_TAKEN, "The username " + register.username() + " is taken.");
            }
            return repository
                    .takenEmails(register.email().stream().toList())
                    .map(emails -> emails.isEmpty()
                            ? Outcome.done(register.username())
                            : Outcome.refused(
                                    FailCode.EMAIL_TAKEN, "There is an account with this email address already."));
        });
    }

    private Uni<Outcome<UserName>> open(RegisterInvited register, Origin origin) {
        return hasher.hash(register.hashedPass(), Place.of(origin))
                .flatMap(passHash -> write(register, passHash, origin))
                .flatMap(account -> account.map(made -> openings.open(made, register.username())
                                .call(() -> knownAddresses.ownerIsAt(made, register.username(), Place.of(origin)))
                                .replaceWith(Outcome.done(register.username())))
                        .orElseGet(Invitations::badInvitation))
                .onFailure(NewAccounts::isTaken)
                .recoverWithUni(() -> refuse(FailCode.USERNAME_TAKEN, "The username or email address is taken."));
    }

    private Uni<Optional<AccountId>> write(RegisterInvited register, PassHash passHash, Origin origin) {
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned())
                .saying("by invitation");
        return leadership
                .write(List.of(
                        audit.noting(repository.adding(register, passHash, now()), entry),
                        tokens.ending(register.invitation())))
                .map(written -> NewAccounts.ids(written.getFirst()).stream().findFirst());
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Uni<Outcome<UserName>> badInvitation() {
        return refuse(
                FailCode.BAD_TOKEN,
                "The invitation is unknown, was used, or is too old; ask the operator for another.");
    }

    private static Uni<Outcome<UserName>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
