package io.papertrader.client.identity;

import io.papertrader.client.identity.ThirdPartyException.Kind;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider;
import io.papertrader.codec.message.ExternalLoginReply.LoginProvider.Registration;
import io.papertrader.codec.message.NonceSecret;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * One login by an authorization code with PKCE, which comes back by a redirect to this machine (RFC 8252, RFC 7636).
 */
final class BrowserLogin {
    private final LoginProvider provider;
    private final FormClient http;
    private final NonceSecret secret;
    /** The verifier, made and hashed as the secret of a nonce is. */
    private final NonceSecret verifier;

    private final String state;
    private Optional<RedirectListener> listener = Optional.empty();

    BrowserLogin(LoginProvider provider, FormClient http, RandomGenerator random) {
        this.provider = provider;
        this.http = http;
        this.secret = NonceSecret.make(random);
        this.verifier = NonceSecret.make(random);
        this.state = NonceSecret.make(random).value();
    }

    Future<ExternalProof> run(Vertx vertx, Endpoints endpoints, Consumer<URI> show) {
        return RedirectListener.open(vertx).compose(open -> {
            listener = Optional.of(open);
            show.accept(question(endpoints, open.address()));
            return open.brought().compose(answer -> exchange(endpoints, open.address(), answer));
        });
    }

    /** Nothing is waited for any more. */
    void close() {
        listener.ifPresent(RedirectListener::close);
    }

    private URI question(Endpoints endpoints, URI redirect) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.browser().clientId());
        query.put("redirect_uri", redirect.toString());
        query.put("scope", provider.scopes());
        query.put("state", state);
        query.put("nonce", secret.nonce());
        query.put("code_challenge", verifier.nonce());
        query.put("code_challenge_method", "S256");
        String separator = endpoints.authorization().getRawQuery() == null ? "?" : "&";
        return URI.create(endpoints.authorization() + separator + FormClient.encoded(query));
    }

    private Future<ExternalProof> exchange(Endpoints endpoints, URI redirect, MultiMap answer) {
        if (!isOwn(answer)) {
            return Future.failedFuture(new ThirdPartyException(
                    Kind.FOREIGN,
                    "Something else than this login has sent the browser back; nobody was logged in, try again."));
        }
        if (answer.contains("error")) {
            String description = answer.contains("error_description") ? answer.get("error_description") : "";
            return Future.failedFuture(http.refused(answer.get("error"), description));
        }
        Map<String, String> form = form(provider.browser());
        form.put("grant_type", "authorization_code");
        form.put("code", answer.get("code"));
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", verifier.value());
        return http.post(endpoints.token(), form)
                .compose(token -> token.isDone()
                        ? Future.succeededFuture(ExternalProof.of(provider.name(), token.text("id_token"), secret))
                        : Future.failedFuture(http.refused(token)));
    }

    /** Tells an answer to this login by its state, and by the issuer where that names itself (RFC 9207). */
    private boolean isOwn(MultiMap answer) {
        String sent = answer.contains("state") ? answer.get("state") : "";
        boolean isFromIssuer = !answer.contains("iss") || provider.issuer().equals(answer.get("iss"));
        return isFromIssuer
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), state.getBytes(StandardCharsets.UTF_8));
    }

    /** A form that says who asks. */
    static Map<String, String> form(Registration registration) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", registration.clientId());
        registration.clientSecret().ifPresent(known -> form.put("client_secret", known));
        return form;
    }
}
