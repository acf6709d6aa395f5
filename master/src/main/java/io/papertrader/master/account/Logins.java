package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.ByPassword;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import io.papertrader.master.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Logs in by a password (specification 3.1.3). */
@ApplicationScoped
class Logins {
    private final TriedAccounts tried;
    private final PasswordProof proof;
    private final Accounts accounts;
    private final KnownAddresses knownAddresses;
    private final KnownDevices knownDevices;
    private final Sessions sessions;

    Logins(
            TriedAccounts tried,
            PasswordProof proof,
            Accounts accounts,
            KnownAddresses knownAddresses,
            KnownDevices knownDevices,
            Sessions sessions) {
        this.tried = tried;
        this.proof = proof;
        this.accounts = accounts;
        this.knownAddresses = knownAddresses;
        this.knownDevices = knownDevices;
        this.sessions = sessions;
    }

    /** A session, for a user who knows the password. */
    Uni<Outcome<SessionStarted>> login(Login login, Origin origin) {
        return login(login, Optional.empty(), origin);
    }

    /** The same on a device; one that the account does not know helps nothing, and harms nothing. */
    Uni<Outcome<SessionStarted>> login(LoginFromDevice login, Origin origin) {
        return login(login, Optional.of(login.device()), origin);
    }

    private Uni<Outcome<SessionStarted>> login(ByPassword login, Optional<DeviceToken> device, Origin origin) {
        return tried.find(login.username(), Place.of(origin), device)
                .flatMap(known -> proof.atLogin(login, known, origin)
                        .flatMap(proved -> proved.then(account -> used(
                                        account,
                                        device.filter(same -> known.session().isPresent()))
                                .flatMap(noted -> begin(account, login, origin)))));
    }

    private Uni<Void> used(Account account, Optional<DeviceToken> device) {
        return device.map(known -> knownDevices.used(account.id(), known).replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Outcome<SessionStarted>> begin(Account account, ByPassword login, Origin origin) {
        return knownAddresses
                .remember(account.id(), Place.of(origin))
                .flatMap(remembered -> accounts.withPortfolio(account))
                .flatMap(ready -> sessions.start(ready.id(), origin, login.isExpirable(), loggedIn(ready.id(), origin)))
                .map(Outcome::done);
    }

    private static AuditEntry loggedIn(AccountId account, Origin origin) {
        return AuditEntry.of(Act.LOGGED_IN, By.account(account.value(), origin), account.party());
    }
}
