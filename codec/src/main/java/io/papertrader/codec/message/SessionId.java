package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.vocabulary.AsciiSet;
import java.util.Base64;

/**
 * The secret that stands for a logged-in user (specification 2.4.2): 192 random bits and their check
 * ({@link SessionSeal}), 43 characters of base64url.
 */
public record SessionId(String value) {
    /** {@code str}. */
    public static final FieldType<SessionId> TYPE = FieldType.STR.atMost(43).as(SessionId::new, SessionId::value);

    /** Bytes of an id, the random ones and those of their check. */
    public static final int BYTES = 32;

    private static final int LENGTH = 43;
    private static final AsciiSet ALLOWED = AsciiSet.ofLettersAndDigits().and("_-");

    public SessionId {
        if (value.length() != LENGTH || !ALLOWED.hasAllOf(value, 0)) {
            throw new IllegalArgumentException("must be 43 characters of base64url");
        }
    }

    /** An id from its {@value #BYTES} bytes. */
    public static SessionId of(byte[] bytes) {
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The hash that servers keep in its place. */
    public SessionHash hash() {
        return SessionHash.of(this);
    }

    @Override
    public String toString() {
        return "SessionId[hidden]";
    }
}
