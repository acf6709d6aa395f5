package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.UserName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.account.PasswordRegistration.Newcomer;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.audit.Party;
import io.papertrader.master.leadership.Leadership;
import io.papertrader.master.session.AccountId;
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
    private final PasswordRegistration registration;
    private final AccountRepository repository;
    private final Leadership leadership;
    private final InstantSource time;

    OpenRegistration(
            RegistrationConfig config,
            PasswordRegistration registration,
            AccountRepository repository,
            Leadership leadership,
            InstantSource time) {
        this.config = config;
        this.registration = registration;
        this.repository = repository;
        this.leadership = leadership;
        this.time = time;
    }

    /** A new account with its first cash. */
    Uni<Outcome<UserName>> register(Register register, Origin origin) {
        if (!config.mode().isOpen()) {
            return Uni.createFrom()
                    .item(Outcome.refused(
                            FailCode.REGISTRATION_CLOSED, config.mode().refusal()));
        }
        Newcomer newcomer = new Newcomer(register.username(), Optional.of(register.email()), register.hashedPass());
        return registration.register(
                Uni.createFrom().item(Outcome.done(newcomer)), origin, passHash -> write(register, passHash, origin));
    }

    private Uni<Outcome<AccountId>> write(Register register, PassHash passHash, Origin origin) {
        Instant now = time.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = AuditEntry.of(Act.REGISTERED, By.returned(origin), new Party.Returned());
        return leadership
                .write(List.of(repository.adding(register, passHash, now, entry)))
                .map(added -> AccountRepository.id(added.getFirst())
                        .map(Outcome::done)
                        .orElseGet(PasswordRegistration::takenMeanwhile));
    }
}
