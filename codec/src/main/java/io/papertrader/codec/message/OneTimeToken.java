package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A secret that lets its holder do one thing once: set a forgotten password, confirm an email address, register. 125
 * random bits, which nobody guesses, in 25 characters, which a pupil can type: {@code 0-9} and {@code a-z} without
 * {@code i}, {@code l}, {@code o} and {@code u}.
 */
public record OneTimeToken(String value) {
    /** {@code str}. */
    public static final FieldType<OneTimeToken> TYPE =
            FieldType.STR.atMost(25).as(OneTimeToken::new, OneTimeToken::value);

    private static final int LENGTH = 25;
    private static final int GROUP = 5;
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern ALLOWED = Pattern.compile("[" + LETTERS + "]{" + LENGTH + "}");

    public OneTimeToken {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("must be the 25 letters and digits of a token");
        }
    }

    /** A new one. */
    public static OneTimeToken make(RandomGenerator random) {
        return new OneTimeToken(random.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(at -> LETTERS.substring(at, at + 1))
                .collect(Collectors.joining()));
    }

    /**
     * Reads a token as a person types it: capital or small, with or without hyphens and spaces, and with look-alikes
     * for the digits and letters that they resemble.
     */
    public static OneTimeToken typed(String text) {
        return new OneTimeToken(text.replaceAll("[\\s-]", "")
                .toLowerCase(Locale.ROOT)
                .replace('o', '0')
                .replaceAll("[il]", "1"));
    }

    /** The token as a person reads it, in groups of {@value #GROUP}. */
    public String grouped() {
        return value.replaceAll("(.{" + GROUP + "})(?!$)", "$1-");
    }

    /** The hash that servers keep in its place: plain SHA-256, since there is nothing to guess. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeToken[hidden]";
    }
}
