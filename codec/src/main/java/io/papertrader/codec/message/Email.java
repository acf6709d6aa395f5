package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account's email address (specification 2.4.1): at most 321 characters, 64 of them before the {@code @}, a domain with
 * a dot behind it, no spaces; unique without regard to case.
 */
public record Email(String value) {
    private static final int MAX_LENGTH = 321;

    /** A character of UTF-16 takes three bytes of UTF-8 at most. */
    private static final int MOST_BYTES = 3 * MAX_LENGTH;

    /** {@code str}. */
    public static final FieldType<Email> TYPE = FieldType.STR.atMost(MOST_BYTES).as(Email::new, Email::value);

    /** {@code str}, empty where there is none. */
    public static final FieldType<Optional<Email>> OPTIONAL = FieldType.STR
            .atMost(MOST_BYTES)
            .as(
                    text -> text.isEmpty() ? Optional.empty() : Optional.of(new Email(text)),
                    email -> email.map(Email::value).orElse(""));

    private static final Pattern ALLOWED =
            Pattern.compile("[^\\p{Z}\\p{C}@]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63})+");

    public Email {
        if (value.length() > MAX_LENGTH || !ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be an address like name@example.org of at most 321 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
