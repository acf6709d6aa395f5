package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.regex.Pattern;

/**
 * A third party that accounts are logged into with (specification 3.1.3), as the operator named it: 1 to 32 of
 * {@code a-z0-9-}.
 */
public record ProviderName(String value) {
    /** {@code str}. */
    public static final FieldType<ProviderName> TYPE =
            FieldType.STR.atMost(32).as(ProviderName::new, ProviderName::value);

    private static final Pattern ALLOWED = Pattern.compile("[a-z0-9-]{1,32}");

    public ProviderName {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 32 characters of a-z, 0-9, '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
