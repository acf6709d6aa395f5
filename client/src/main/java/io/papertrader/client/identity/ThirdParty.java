package io.papertrader.client.identity;

import io.papertrader.client.identity.ThirdPartyException.Kind;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Logs users in at third parties, and brings what proves it to the network. The library shows nothing by itself: it
 * tells where the user has to go. A future fails only with a {@link ThirdPartyException}.
 */
public final class ThirdParty {
    /** The time that a user may take in a browser. */
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final RandomGenerator random;
    private final Duration patience;
    private final Duration second;
    private final Optional<Path> trust;

    private ThirdParty(Vertx vertx, RandomGenerator random, Duration patience, Duration second, Optional<Path> trust) {
        this.vertx = vertx;
        this.random = random;
        this.patience = patience;
        this.second = second;
        this.trust = trust;
    }

    /**
     * A third party that is asked with the usual patience.
     *
     * @param random for secrets, which nobody else may guess
     */
    public static ThirdParty create(Vertx vertx, RandomGenerator random) {
        return new ThirdParty(vertx, random, PATIENCE, SECOND, Optional.empty());
    }

    /**
     * A third party that is asked with another patience, and with seconds of another length between repeated questions:
     * for tests.
     */
    public static ThirdParty withPace(Vertx vertx, RandomGenerator random, Duration patience, Duration second) {
        return new ThirdParty(vertx, random, patience, second, Optional.empty());
    }

    /** Trusting the certificates in this PEM file, in place of those that the system trusts. */
    public ThirdParty trusting(Path certificates) {
        return new ThirdParty(vertx, random, patience, second, Optional.of(certificates));
    }

    /**
     * Logs in by a browser on this machine.
     *
     * @param show is told the address that the browser has to open
     */
    public Future<ExternalProof> inBrowser(LoginProvider provider, Consumer<URI> show) {
        return with(provider, (http, endpoints) -> {
            Promise<ExternalProof> outcome = Promise.promise();
            BrowserLogin login = new BrowserLogin(provider, http, random);
            login.run(vertx, endpoints, page -> {
                        long end = vertx.setTimer(patience.toMillis(), over -> outcome.tryFail(tooLate(provider)));
                        outcome.future().onComplete(done -> vertx.cancelTimer(end));
                        show.accept(page);
                    })
                    .onComplete(outcome);
            return outcome.future().onComplete(done -> login.close());
        });
    }

    /**
     * Logs in by a browser elsewhere, where a code is typed.
     *
     * @param show is told the code
     */
    public Future<ExternalProof> byDeviceCode(LoginProvider provider, Consumer<DeviceCode> show) {
        return with(
                provider,
                (http, endpoints) -> new DeviceLogin(vertx, provider, http, random, second).run(endpoints, show));
    }

    private Future<ExternalProof> with(
            LoginProvider provider, BiFunction<FormClient, Endpoints, Future<ExternalProof>> login) {
        FormClient http = new FormClient(vertx, provider.name(), trust);
        return discovered(http, provider)
                .compose(endpoints -> login.apply(http, endpoints))
                .onComplete(done -> http.close());
    }

    private static Future<Endpoints> discovered(FormClient http, LoginProvider provider) {
        try {
            return http.get(Endpoints.discoveryOf(provider.issuer()))
                    .compose(answer -> answer.isDone()
                            ? endpoints(http, provider, answer)
                            : Future.failedFuture(http.unsuitable("it answered with status " + answer.status())));
        } catch (IllegalArgumentException unencrypted) {
            return Future.failedFuture(http.unsuitable(String.valueOf(unencrypted.getMessage())));
        }
    }

    private static Future<Endpoints> endpoints(FormClient http, LoginProvider provider, FormClient.Answer answer) {
        try {
            return Future.succeededFuture(Endpoints.of(provider.issuer(), answer.json()));
        } catch (IllegalArgumentException incomplete) {
            return Future.failedFuture(http.unsuitable(String.valueOf(incomplete.getMessage())));
        }
    }

    private static ThirdPartyException tooLate(LoginProvider provider) {
        return new ThirdPartyException(
                Kind.TIMED_OUT, "Nobody logged in with " + provider.name() + " in time; begin anew.");
    }
}
