package io.papertrader.master.identity;

import io.papertrader.codec.message.Email;
import io.papertrader.codec.message.ProviderName;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Optional;

/**
 * The identity that a third party gives to somebody, proved by a token.
 *
 * @param issuer with the subject it names one person, for ever
 * @param email an address that the third party has verified
 * @param use of the token, which there can be only one of
 */
public record Identity(ProviderName provider, String issuer, String subject, Optional<Email> email, Use use) {
    /**
     * The use of a token.
     *
     * @param digest names the token, and all others with its nonce
     * @param until the moment from which it has expired on every clock
     */
    public record Use(Buffer digest, Instant until) {}
}
