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
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Origin;
import io.papertrader.master.Outcome;
import io.papertrader.master.identity.Providers;
import io.papertrader.master.limits.Limits;
import io.papertrader.master.limits.Limits.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Requests about third-party logins, in and out of the protocol. */
@ApplicationScoped
public class ExternalLoginHandler {
    private final ExternalAccounts accounts;
    private final Providers providers;
    private final Limits limits;

    ExternalLoginHandler(ExternalAccounts accounts, Providers providers, Limits limits) {
        this.accounts = accounts;
        this.providers = providers;
        this.limits = limits;
    }

    /** Answers a request that came from there. */
    public Uni<Reply> handle(ExternalLoginRequest request, Origin origin) {
        return switch (request) {
            case GetLoginProviders all -> Uni.createFrom().item(() -> new LoginProviders(providers.told()));
            case LoginExternal login ->
                within(Kind.EXTERNAL_LOGIN, origin, () -> accounts.login(login, origin))
                        .map(outcome -> outcome.reply(login, session -> session));
            case RegisterExternal register ->
                within(Kind.REGISTRATION, origin, () -> accounts.register(register, origin))
                        .map(outcome -> outcome.reply(register, RegisterSuccess::new));
            case LinkLogin link ->
                accounts.link(link, origin)
                        .map(outcome -> outcome.reply(link, linked -> new LinkChanged(link.provider(), linked)));
            case UnlinkLogin unlink ->
                accounts.unlink(unlink, origin)
                        .map(outcome -> outcome.reply(unlink, linked -> new LinkChanged(unlink.provider(), linked)));
        };
    }

    private <T> Uni<Outcome<T>> within(Kind kind, Origin origin, Supplier<Uni<Outcome<T>>> work) {
        return limits.take(kind, origin)
                .map(tooOften -> Uni.createFrom()
                        .item(Outcome.<T>refused(
                                FailCode.RATE_LIMITED,
                                "Too many tries from your address; " + tooOften.tryAgain() + ".")))
                .orElseGet(work);
    }
}
