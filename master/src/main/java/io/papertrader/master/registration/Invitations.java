package io.papertrader.master.registration;

import io.papertrader.codec.message.OneTimeToken;
import io.papertrader.codec.message.RegistrationRequest.RegisterInvited;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.PassHash;
import io.papertrader.master.account.PasswordRegistration;
import io.papertrader.master.account.PasswordRegistration.Newcomer;
import io.papertrader.master.account.RegistrationConfig;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.Audit;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.token.OneTimeTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Lets operators invite, and those who are invited register. */
@ApplicationScoped
public class Invitations {
    private final PasswordRegistration registration;
    private final NewAccounts repository;
    private final OneTimeTokens tokens;
    private final Leadership leadership;
    private final Audit audit;
    private final RegistrationConfig config;
    private final SecureRandom random;
    private final InstantSource time;

    Invitations(
            PasswordRegistration registration,
            NewAccounts repository,
            OneTimeTokens tokens,
            Leadership leadership,
            Audit audit,
            RegistrationConfig config,
            SecureRandom random,
            InstantSource time) {
        this.registration = registration;
        this.repository = repository;
        this.tokens = tokens;
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

    /** A new account with its first cash, once for an invitation: without one, nobody is told which names are taken. */
    Uni<Outcome<UserName>> register(RegisterInvited register, Origin origin) {
        if (!config.mode().takesInvitations()) {
            return refuse(FailCode.REGISTRATION_CLOSED, config.mode().refusal());
        }
        Newcomer newcomer = new Newcomer(register.username(), register.email(), register.hashedPass());
        Uni<Outcome<Newcomer>> admitted = tokens.isInvitation(register.invitation())
                .map(isInvited -> isInvited ? Outcome.done(newcomer) : badInvitation());
        return registration.register(admitted, origin, passHash -> write(register, passHash, origin));
    }

    private Uni<Outcome<AccountId>> write(RegisterInvited register, PassHash passHash, Origin origin) {
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned())
                .saying("by invitation");
        return leadership
                .write(List.of(
                        audit.noting(repository.adding(register, passHash, now()), entry),
                        tokens.ending(register.invitation())))
                .map(written -> NewAccounts.ids(written.getFirst()).stream()
                        .findFirst()
                        .map(Outcome::done)
                        .orElseGet(Invitations::badInvitation))
                .onFailure(NewAccounts::isTaken)
                .recoverWithItem(PasswordRegistration::takenMeanwhile);
    }

    private Instant now() {
        return time.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static <T> Outcome<T> badInvitation() {
        return Outcome.refused(
                FailCode.BAD_TOKEN,
                "The invitation is unknown, was used, or is too old; ask the operator for another.");
    }

    private static Uni<Outcome<UserName>> refuse(FailCode code, String reason) {
        return Uni.createFrom().item(Outcome.refused(code, reason));
    }
}
