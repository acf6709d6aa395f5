package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Locale;
import java.util.regex.Pattern;

/** An account's name (specification 2.4.1): 1 to 24 of {@code A-Za-z0-9_.-}, unique without regard to case. */
public record UserName(String value) {
    /** {@code str}. */
    public static final FieldType<UserName> TYPE = FieldType.STR.atMost(24).as(UserName::new, UserName::value);

    /** {@code str}, of an account that is to be made. */
    public static final FieldType<UserName> NEW_TYPE =
            FieldType.STR.atMost(24).as(UserName::ofNewAccount, UserName::value);

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_.-]{1,24}");

    public UserName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 24 characters of A-Z, a-z, 0-9, '_', '.', '-'");
        }
    }

    /**
     * A name that an account may be given: {@code .} and {@code ..} are places in a path, so no folder could be called
     * so.
     */
    public static UserName ofNewAccount(String value) {
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("must be a name that a folder can have, which '.' and '..' are not");
        }
        return new UserName(value);
    }

    /**
     * The form in which two names of the same account are equal: they are ASCII, so their small letters are the same
     * everywhere.
     */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** True where both name the same account: letters are of ASCII, so case is all that {@link #key} takes away. */
    public boolean isSameAs(UserName other) {
        return value.equalsIgnoreCase(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
