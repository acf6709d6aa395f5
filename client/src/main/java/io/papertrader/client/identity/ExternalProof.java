package io.papertrader.client.identity;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.NonceSecret;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The proof that the user has logged in at a third party. It is good for one login, registration or link.
 *
 * @param secret the one that the token's nonce is the hash of; absent where the token has none
 */
public record ExternalProof(ProviderName provider, IdToken token, Optional<NonceSecret> secret) {
    /**
     * Reads what a third party has given for a login that was begun with this secret; throws where it was not given for
     * that.
     */
    static ExternalProof of(ProviderName provider, String idToken, NonceSecret secret) {
        try {
            IdToken token = new IdToken(idToken);
            Object nonce = claims(token).getValue("nonce");
            if (nonce != null && !nonce.equals(secret.nonce())) {
                throw new ThirdPartyException(
                        ThirdPartyException.Kind.FOREIGN,
                        "The token of " + provider + " was not made for this login; log in there again.");
            }
            return new ExternalProof(provider, token, nonce == null ? Optional.empty() : Optional.of(secret));
        } catch (IllegalArgumentException noToken) {
            throw new ThirdPartyException(
                    ThirdPartyException.Kind.UNSUITABLE, provider + " has given no ID token that can be used.");
        }
    }

    /** The user's address, where the third party says that it has verified it: a registration needs no other. */
    public Optional<Email> verifiedEmail() {
        JsonObject claims = claims(token);
        try {
            return Boolean.TRUE.equals(claims.getValue("email_verified"))
                            && claims.getValue("email") instanceof String address
                    ? Optional.of(Email.ofNewAccount(address))
                    : Optional.empty();
        } catch (IllegalArgumentException outOfBounds) {
            return Optional.empty();
        }
    }

    /** The claims as they stand there: whether they are true is the master's to find out. */
    private static JsonObject claims(IdToken token) {
        String middle = token.value().split("\\.", -1)[1];
        try {
            return new JsonObject(new String(Base64.getUrlDecoder().decode(middle), StandardCharsets.UTF_8));
        } catch (RuntimeException unreadable) {
            throw new IllegalArgumentException("is no JWT", unreadable);
        }
    }
}
