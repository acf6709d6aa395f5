package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.vocabulary.AsciiSet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a session ID, in hexadecimal: what servers store, look up and revoke by, so that neither a stolen table
 * nor a memory dump gives a session away. Looking up by a hash also leaves no timing to measure.
 */
public record SessionHash(String value) {
    /** 32 bytes. */
    public static final FieldType<SessionHash> TYPE = FieldType.bytes(32).as(SessionHash::of, SessionHash::bytes);

    private static final int LENGTH = 64;
    private static final AsciiSet ALLOWED = AsciiSet.of("0123456789abcdef");

    public SessionHash {
        if (value.length() != LENGTH || !ALLOWED.hasAllOf(value, 0)) {
            throw new IllegalArgumentException("must be 64 small hexadecimal digits");
        }
    }

    /** A hash from its 32 bytes, as they are stored. */
    public static SessionHash of(byte[] bytes) {
        return new SessionHash(HexFormat.of().formatHex(bytes));
    }

    static SessionHash of(SessionId id) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return of(sha256.digest(id.value().getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }
}
