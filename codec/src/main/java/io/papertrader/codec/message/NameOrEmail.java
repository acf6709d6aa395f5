package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;

/**
 * The name by which somebody who has forgotten the rest still knows an account: its username, or where there is an
 * {@code @} its email address.
 */
public record NameOrEmail(String value) {
    /** {@code str}. */
    public static final FieldType<NameOrEmail> TYPE =
            FieldType.STR.atMost(Email.TYPE.mostBytes()).as(NameOrEmail::new, NameOrEmail::value);

    public NameOrEmail {
        if (isEmail(value)) {
            var _ = new Email(value);
        } else {
            var _ = new UserName(value);
        }
    }

    /** True where it is an address, which no username can be. */
    public boolean isEmail() {
        return isEmail(value);
    }

    private static boolean isEmail(String value) {
        return value.indexOf('@') >= 0;
    }

    @Override
    public String toString() {
        return value;
    }
}
