package io.papertrader.master.account;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.AccountReply.UserInfo;
import io.papertrader.codec.message.AccountRequest;
import io.papertrader.codec.message.AccountRequest.GetUserInfo;
import io.papertrader.codec.message.AccountRequest.Login;
import io.papertrader.codec.message.AccountRequest.LoginFromDevice;
import io.papertrader.codec.message.AccountRequest.Register;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.identity.ExternalLoginRepository;
import io.papertrader.master.session.Owner;
import io.papertrader.master.session.Sessions;
import io.papertrader.master.trade.Portfolios;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Requests about accounts, in and out of the protocol. */
@ApplicationScoped
public class AccountHandler {
    private final OpenRegistration registration;
    private final Logins logins;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Portfolios portfolios;
    private final ExternalLoginRepository externalLogins;

    AccountHandler(
            OpenRegistration registration,
            Logins logins,
            Accounts accounts,
            Sessions sessions,
            Portfolios portfolios,
            ExternalLoginRepository externalLogins) {
        this.registration = registration;
        this.logins = logins;
        this.accounts = accounts;
        this.sessions = sessions;
        this.portfolios = portfolios;
        this.externalLogins = externalLogins;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(AccountRequest request, Origin origin) {
        return switch (request) {
            case Login login -> logins.login(login, origin).map(outcome -> outcome.reply(login, started -> started));
            case LoginFromDevice login ->
                logins.login(login, origin).map(outcome -> outcome.reply(login, started -> started));
            case Register register ->
                registration.register(register, origin).map(outcome -> outcome.reply(register, RegisterSuccess::new));
            case GetUserInfo info -> info(info).map(outcome -> outcome.reply(info, user -> user));
        };
    }

    private Uni<Outcome<UserInfo>> info(GetUserInfo request) {
        return sessions.authorise(request.sessionId())
                .flatMap(caller -> caller.map(known -> info(request, known))
                        .orElseGet(() -> Uni.createFrom().item(Sessions.notActive())));
    }

    private Uni<Outcome<UserInfo>> info(GetUserInfo request, Owner caller) {
        return accounts.find(request.username()).flatMap(found -> {
            Optional<Account> own = found.filter(account -> account.id().equals(caller.account()));
            if (own.isPresent()) {
                return ownInfo(own.get()).map(Outcome::done);
            }
            return Uni.createFrom()
                    .item(found.filter(Account::isPublic)
                            .map(account -> Outcome.done(publicInfo(account)))
                            // A user who hides must look like one who is not there.
                            .orElseGet(() -> Outcome.refused(
                                    FailCode.UNKNOWN_USER, "There is no user " + request.username() + ".")));
        });
    }

    private static UserInfo publicInfo(Account account) {
        return new UserInfo(account.userName(), account.memberSince(), Optional.empty());
    }

    private Uni<UserInfo> ownInfo(Account account) {
        return portfolios
                .of(account.userName(), account.id())
                .map(Optional::orElseThrow)
                .flatMap(owned -> externalLogins.of(account.id()).map(providers -> {
                    UserInfo.Owned figures = new UserInfo.Owned(
                            account.email(),
                            account.isPassword(),
                            owned.cash(),
                            owned.reserved(),
                            owned.equity(),
                            providers.stream().map(ProviderName::value).toList());
                    return new UserInfo(account.userName(), account.memberSince(), Optional.of(figures));
                }));
    }
}
