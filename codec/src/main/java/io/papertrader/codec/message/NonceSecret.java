package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The secret of whoever began a login at a third party: 43 characters, unpadded base64url of 32 random bytes. The third
 * party is told its SHA-256 in base64url, and puts that into the ID token as {@code nonce}; so a token that was stolen
 * on its way is worth nothing to whoever has not got the secret.
 */
public record NonceSecret(String value) {
    private static final int BYTES = 32;

    /** {@code str}, empty where the token has no nonce. */
    public static final FieldType<Optional<NonceSecret>> OR_EMPTY =
            FieldType.STR.atMost(43).as(NonceSecret::parse, NonceSecret::text);

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{43}");

    public NonceSecret {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 43 characters of base64url without padding");
        }
    }

    /** A new one. */
    public static NonceSecret make(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new NonceSecret(base64url(bytes));
    }

    /** The hash that the third party is told in its place. */
    public String nonce() {
        try {
            return base64url(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<NonceSecret> parse(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new NonceSecret(text));
    }

    private static String text(Optional<NonceSecret> secret) {
        return secret.map(NonceSecret::value).orElse("");
    }

    @Override
    public String toString() {
        return "NonceSecret[hidden]";
    }
}
