package io.papertrader.master.identity;

import io.papertrader.codec.message.ExternalLoginRequest.WithToken;
import io.papertrader.codec.message.ProviderName;
import io.papertrader.codec.wire.FailCode;
import io.papertrader.master.Outcome;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwk.JsonWebKey;

/** Finds out who somebody is by what a third party has signed. */
@ApplicationScoped
public class Identities {
    private final Providers providers;
    private final InstantSource time;
    private final Map<ProviderName, IssuerKeys> issuers;

    Identities(Providers providers, Vertx vertx, InstantSource time) {
        this.providers = providers;
        this.time = time;
        this.issuers = providers.all().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Provider::name,
                        provider -> new IssuerKeys(provider, new Publisher(vertx, provider.trust()), time)));
    }

    /** The identity that the token proves; the token can still be used, once. */
    public Uni<Outcome<Identity>> prove(WithToken request) {
        return Optional.ofNullable(issuers.get(request.provider()))
                .map(issuer -> prove(request, issuer))
                .orElseGet(() -> Uni.createFrom()
                        .item(Outcome.refused(FailCode.BAD_ARGUMENT, providers.absence(request.provider()))));
    }

    private Uni<Outcome<Identity>> prove(WithToken request, IssuerKeys issuer) {
        Provider provider = issuer.provider();
        return issuer.current()
                .flatMap(known -> judge(request, provider, known))
                .flatMap(verdict -> verdict instanceof Verdict.UnknownKey
                        ? issuer.renewed().flatMap(newer -> judge(request, provider, newer))
                        : Uni.createFrom().item(verdict))
                .map(verdict -> outcome(verdict, provider))
                .onFailure()
                .recoverWithItem(away -> Outcome.refused(
                        FailCode.UNAVAILABLE,
                        "The keys of " + provider.name() + " cannot be read now; try again in a minute."));
    }

    /** The refusal of a token that has done what it was for. */
    public static <T> Outcome<T> used(Identity identity) {
        return Outcome.refused(FailCode.BAD_CREDENTIALS, TokenFault.USED.sentence(identity.provider()));
    }

    /** Signatures take a core for longer than an event loop may be busy. */
    private Uni<Verdict> judge(WithToken request, Provider provider, List<JsonWebKey> known) {
        return Uni.createFrom()
                .item(() -> new TokenRules(provider).judge(request.token(), request.secret(), known, time.instant()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Outcome<Identity> outcome(Verdict verdict, Provider provider) {
        return switch (verdict) {
            case Verdict.Accepted accepted -> Outcome.done(accepted.identity());
            case Verdict.Refused refused -> refuse(refused.fault(), provider);
            case Verdict.UnknownKey unknown -> refuse(TokenFault.NOT_SIGNED, provider);
        };
    }

    private static Outcome<Identity> refuse(TokenFault fault, Provider provider) {
        return Outcome.refused(FailCode.BAD_CREDENTIALS, fault.sentence(provider.name()));
    }
}
