package io.papertrader.client.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The passwords that are guessed first; looked through for each question, which is rare, rather than kept in memory.
 */
final class CommonPasswords {
    private static final String LIST = "common-passwords.txt";

    private CommonPasswords() {}

    /** True where this, in small letters, is one of them. */
    static boolean contain(String small) {
        try (InputStream list = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST), LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
            return lines.lines().anyMatch(small::equals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
