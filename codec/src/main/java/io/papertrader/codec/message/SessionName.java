package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.regex.Pattern;

/** The name of a session in a list, the first 16 digits of its hash: enough to end it, and of no other use. */
public record SessionName(String value) {
    /** {@code str}. */
    public static final FieldType<SessionName> TYPE = FieldType.STR.atMost(16).as(SessionName::new, SessionName::value);

    private static final int LENGTH = 16;
    private static final Pattern ALLOWED = Pattern.compile("([0-9a-f]{16})?");

    /** The name that means, in a request, every session of the account but the one that asks. */
    public static final SessionName ALL_OTHERS = new SessionName("");

    public SessionName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 16 small hexadecimal digits, as a list of sessions shows");
        }
    }

    /** The session's. */
    public static SessionName of(SessionHash hash) {
        return new SessionName(hash.value().substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
