package io.papertrader.master.identity;

import io.papertrader.codec.message.IdToken;
import io.papertrader.codec.message.NonceSecret;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The claims of an ID token; each of them can be another, or left out. */
public record Claims(JsonObject json) {
    public static Claims of(String issuer, String subject, Instant now) {
        return new Claims(new JsonObject()
                .put("iss", issuer)
                .put("sub", subject)
                .put("aud", "papertrader")
                .put("iat", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 300));
    }

    public Claims with(String name, Object value) {
        return new Claims(json.copy().put(name, value));
    }

    public Claims without(String name) {
        JsonObject less = json.copy();
        less.remove(name);
        return new Claims(less);
    }

    public Claims forSecret(NonceSecret secret) {
        return with("nonce", secret.nonce());
    }

    public Claims withEmail(String address, boolean isVerified) {
        return with("email", address).with("email_verified", isVerified);
    }

    public IdToken signedBy(SigningKey key) {
        return new IdToken(key.sign(json.encode()));
    }
}
