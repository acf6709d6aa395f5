package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place where a page begins: empty for the first page, then the {@code next} of the page before, as it came, at
 * most 261 printable characters of ASCII without spaces. Its content is the server's business.
 */
public record Cursor(String value) {
    /** {@code str}. */
    public static final FieldType<Cursor> TYPE = FieldType.STR.atMost(261).as(Cursor::new, Cursor::value);

    private static final Pattern ALLOWED = Pattern.compile("[!-~]{0,261}");

    /** The first page. */
    public static final Cursor START = new Cursor("");

    public Cursor {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be empty, or the next of the page before");
        }
    }

    /** True where nothing stands before the page. */
    public boolean isStart() {
        return value.isEmpty();
    }

    /** The item behind which the page begins; absent for the first page. */
    public Optional<String> position() {
        return isStart() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
