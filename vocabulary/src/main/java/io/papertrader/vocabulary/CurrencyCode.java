package io.papertrader.vocabulary;

import java.util.regex.Pattern;

/** A currency's code, as {@code USD}: 1 to 12 letters or digits. */
public record CurrencyCode(String value) {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9]{1,12}");

    public CurrencyCode {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a currency's code like USD of at most 12 letters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
