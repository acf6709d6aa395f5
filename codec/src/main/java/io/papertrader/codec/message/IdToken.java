package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.regex.Pattern;

/**
 * A third party's word on the user who logged in there: an ID token of OpenID Connect, a signed JWT in its compact form
 * of at most 8,192 characters. As secret as a password while it has not expired.
 */
public record IdToken(String value) {
    /** The most characters. */
    public static final int MAX_LENGTH = 8_192;

    /** {@code str}. */
    public static final FieldType<IdToken> TYPE =
            FieldType.STR.atMost(MAX_LENGTH).as(IdToken::new, IdToken::value);

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");

    public IdToken {
        if (value.length() > MAX_LENGTH || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a JWT of at most " + MAX_LENGTH
                    + " characters: three parts of base64url with dots between");
        }
    }

    @Override
    public String toString() {
        return "IdToken[hidden]";
    }
}
