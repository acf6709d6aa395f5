package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.vocabulary.AsciiSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The secret by which an account knows a device that it was logged in on before: 43 characters, unpadded base64url of
 * 32 random bytes. It lets nobody in; it only says whose tries are counted.
 */
public record DeviceToken(String value) {
    private static final int BYTES = 32;
    private static final int LENGTH = 43;
    private static final AsciiSet ALLOWED = AsciiSet.ofLettersAndDigits().and("_-");

    /** {@code str}. */
    public static final FieldType<DeviceToken> TYPE =
            FieldType.STR.atMost(LENGTH).as(DeviceToken::new, DeviceToken::value);

    /** {@code str}, empty where there is none. */
    public static final FieldType<Optional<DeviceToken>> OR_EMPTY =
            FieldType.STR.atMost(LENGTH).as(DeviceToken::parse, DeviceToken::text);

    public DeviceToken {
        if (value.length() != LENGTH || !ALLOWED.hasAllOf(value, 0)) {
            throw new IllegalArgumentException("must be 43 characters of base64url without padding");
        }
    }

    /** A new one. */
    public static DeviceToken make(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new DeviceToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The hash that servers keep in its place: plain SHA-256, since there is nothing to guess. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static Optional<DeviceToken> parse(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new DeviceToken(text));
    }

    private static String text(Optional<DeviceToken> token) {
        return token.map(DeviceToken::value).orElse("");
    }

    @Override
    public String toString() {
        return "DeviceToken[hidden]";
    }
}
