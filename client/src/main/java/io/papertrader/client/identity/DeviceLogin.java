package io.papertrader.client.identity;

import io.papertrader.client.identity.FormClient.Answer;
import io.papertrader.client.identity.ThirdPartyException.Kind;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.NonceSecret;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One login by a code that the user types elsewhere (RFC 8628); the third party is asked again and again what became of
 * it.
 */
final class DeviceLogin {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int USUAL_PAUSE = 5;
    private static final int USUAL_LIFETIME = 600;

    private final Vertx vertx;
    private final LoginProvider provider;
    private final FormClient http;
    private final Duration step;
    private final NonceSecret secret;
    private final Promise<ExternalProof> outcome = Promise.promise();

    /**
     * Nothing is asked yet.
     *
     * @param step a second, by which the third party counts its pauses
     */
    DeviceLogin(Vertx vertx, LoginProvider provider, FormClient http, RandomGenerator random, Duration step) {
        this.vertx = vertx;
        this.provider = provider;
        this.http = http;
        this.step = step;
        this.secret = NonceSecret.make(random);
    }

    Future<ExternalProof> run(Endpoints endpoints, Consumer<DeviceCode> show) {
        if (endpoints.device().isEmpty()) {
            return Future.failedFuture(http.unsuitable("it gives no device codes; log in with a browser"));
        }
        Map<String, String> form = BrowserLogin.form(provider.device());
        form.put("scope", provider.scopes());
        // Third parties that know no nonce here pass over it.
        form.put("nonce", secret.nonce());
        return http.post(endpoints.device().get(), form)
                .compose(answer ->
                        answer.isDone() ? begin(endpoints, answer, show) : Future.failedFuture(http.refused(answer)));
    }

    private Future<ExternalProof> begin(Endpoints endpoints, Answer answer, Consumer<DeviceCode> show) {
        int lifetime = answer.seconds("expires_in", USUAL_LIFETIME);
        try {
            URI address = Endpoints.checked(
                    answer.text("verification_uri").isEmpty()
                            ? answer.text("verification_url")
                            : answer.text("verification_uri"));
            Optional<URI> withCode = Optional.of(answer.text("verification_uri_complete"))
                    .filter(text -> !text.isEmpty())
                    .map(Endpoints::checked);
            show.accept(new DeviceCode(answer.text("user_code"), address, withCode, Duration.ofSeconds(lifetime)));
        } catch (IllegalArgumentException noAddress) {
            return Future.failedFuture(http.unsuitable(noAddress.getMessage() + " for the code"));
        }
        long end = vertx.setTimer(step.multipliedBy(lifetime).toMillis(), over -> outcome.tryFail(expired()));
        askLater(endpoints, answer.text("device_code"), answer.seconds("interval", USUAL_PAUSE));
        return outcome.future().onComplete(done -> vertx.cancelTimer(end));
    }

    private void askLater(Endpoints endpoints, String code, int pause) {
        vertx.setTimer(step.multipliedBy(pause).toMillis(), now -> {
            if (!outcome.future().isComplete()) {
                ask(endpoints, code, pause);
            }
        });
    }

    private void ask(Endpoints endpoints, String code, int pause) {
        Map<String, String> form = BrowserLogin.form(provider.device());
        form.put("grant_type", GRANT);
        form.put("device_code", code);
        http.post(endpoints.token(), form)
                .onSuccess(answer -> heard(endpoints, code, pause, answer))
                // A network that is away for a moment is no reason to give up; it is asked less often.
                .onFailure(away -> askLater(endpoints, code, pause + USUAL_PAUSE));
    }

    private void heard(Endpoints endpoints, String code, int pause, Answer answer) {
        if (answer.isDone()) {
            try {
                outcome.tryComplete(ExternalProof.of(provider.name(), answer.text("id_token"), secret));
            } catch (ThirdPartyException unsuitable) {
                outcome.tryFail(unsuitable);
            }
            return;
        }
        switch (answer.text("error")) {
            case "authorization_pending" -> askLater(endpoints, code, pause);
            case "slow_down" -> askLater(endpoints, code, pause + USUAL_PAUSE);
            case "expired_token" -> outcome.tryFail(expired());
            default -> outcome.tryFail(http.refused(answer));
        }
    }

    private ThirdPartyException expired() {
        return new ThirdPartyException(
                Kind.TIMED_OUT, "The code of " + provider.name() + " was not used in time; begin anew.");
    }
}
