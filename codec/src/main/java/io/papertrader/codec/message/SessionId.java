package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Base64;
import java.util.regex.Pattern;

/** The secret that stands for a logged-in user (specification 2.4.2): 256 random bits, 43 characters of base64url. */
public record SessionId(String value) {
    /** {@code str}. */
    public static final FieldType<SessionId> TYPE = FieldType.STR.atMost(43).as(SessionId::new, SessionId::value);

    /** Bytes of randomness. */
    public static final int BYTES = 32;

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SessionId {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 43 characters of base64url");
        }
    }

    /** From {@value #BYTES} random bytes. */
    public static SessionId of(byte[] random) {
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** What servers keep in its place. */
    public SessionHash hash() {
        return SessionHash.of(this);
    }

    @Override
    public String toString() {
        return "SessionId[hidden]";
    }
}
