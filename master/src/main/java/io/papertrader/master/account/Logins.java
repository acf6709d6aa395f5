package io.papertrader.master.account;

import io.papertrader.codec.message.AccountRequest.ByPassword;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.DeviceToken;
import io.papertrader.codec.message.SessionHash;
import io.papertrader.codec.message.SessionReply.SessionStarted;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.audit.Act;
import io.papertrader.master.audit.AuditEntry;
import io.papertrader.master.audit.By;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.NewSession;
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
                        .flatMap(proved -> proved.then(account -> begin(login, account, known.session(), origin))));
    }

    private Uni<Outcome<SessionStarted>> begin(
            ByPassword login, Account account, Optional<SessionHash> deviceSession, Origin origin) {
        AuditEntry entry = AuditEntry.of(
                Act.LOGGED_IN,
                By.account(account.id().value(), origin),
                account.id().party());
        NewSession session =
                new NewSession(account.id(), origin, login.isExpirable(), entry, Optional.empty(), deviceSession);
        return knownAddresses
                .remember(account.id(), account.userName(), Place.of(origin))
                .flatMap(remembered -> deviceSession
                        .map(knownDevices::used)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .flatMap(noted -> accounts.withPortfolio(account))
                .flatMap(ready -> sessions.start(session))
                .map(Outcome::done);
    }
}
