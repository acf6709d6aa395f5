package io.papertrader.master.account;

import io.papertrader.codec.message.AccountReply.RegisterSuccess;
import io.papertrader.codec.message.ExternalLoginReply.LinkChanged;
import io.papertrader.codec.message.ExternalLoginReply.LoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest;
import io.papertrader.codec.message.ExternalLoginRequest.GetLoginProviders;
import io.papertrader.codec.message.ExternalLoginRequest.LinkLogin;
import io.papertrader.codec.message.ExternalLoginRequest.LoginExternal;
import io.papertrader.codec.message.ExternalLoginRequest.RegisterExternal;
import io.papertrader.codec.message.ExternalLoginRequest.UnlinkLogin;
import io.papertrader.codec.message.Reply;
import io.papertrader.master.Origin;
import io.papertrader.master.identity.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Requests about third-party logins, in and out of the protocol. */
@ApplicationScoped
public class ExternalLoginHandler {
    private final ExternalAccounts accounts;
    private final Providers providers;

    ExternalLoginHandler(ExternalAccounts accounts, Providers providers) {
        this.accounts = accounts;
        this.providers = providers;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(ExternalLoginRequest request, Origin origin) {
        return switch (request) {
            case GetLoginProviders all -> Uni.createFrom().item(() -> new LoginProviders(providers.told()));
            case LoginExternal login ->
                accounts.login(login, origin).map(outcome -> outcome.reply(login, session -> session));
            case RegisterExternal register ->
                accounts.register(register, origin).map(outcome -> outcome.reply(register, RegisterSuccess::new));
            case LinkLogin link ->
                accounts.link(link, origin)
                        .map(outcome -> outcome.reply(link, linked -> new LinkChanged(link.provider(), linked)));
            case UnlinkLogin unlink ->
                accounts.unlink(unlink, origin)
                        .map(outcome -> outcome.reply(unlink, linked -> new LinkChanged(unlink.provider(), linked)));
        };
    }
}
