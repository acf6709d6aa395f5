package io.papertrader.standalone;

import java.security.SecureRandom;
import java.util.Base64;

/** Passwords that nobody has to type, of characters that need no quoting anywhere. */
final class Password {
    private static final int BYTES = 32;

    private Password() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
