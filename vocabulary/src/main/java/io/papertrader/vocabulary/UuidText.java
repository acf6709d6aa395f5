package io.papertrader.vocabulary;

import java.util.UUID;
import java.util.regex.Pattern;

/** A UUID as text, in its usual form alone. */
public final class UuidText {
    private static final Pattern USUAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private UuidText() {}

    /** Reads 36 characters; throws {@link IllegalArgumentException} with a reason for people. */
    public static UUID parse(String text) {
        // UUID.fromString also takes shortened and shifted forms, which would give one value many spellings.
        if (!USUAL.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a UUID");
        }
        return UUID.fromString(text);
    }
}
