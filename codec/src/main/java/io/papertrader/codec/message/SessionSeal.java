package io.papertrader.codec.message;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes session ids and tells them from made-up ones without asking anybody: an id is {@value #RANDOM_BYTES} random
 * bytes and the first {@value #CHECK_BYTES} bytes of their HMAC-SHA-256 by the network's {@link SessionKey}. That an id
 * is genuine does not say that its session is active. For any thread.
 */
public final class SessionSeal {
    private static final int RANDOM_BYTES = 24;
    private static final int CHECK_BYTES = SessionId.BYTES - RANDOM_BYTES;
    private static final String ALGORITHM = "HmacSHA256";

    /** A MAC that is never fed: a copy of it begins where the key is taken in already, which is half of the work. */
    private final Mac keyed;

    /** A seal with this key. */
    public SessionSeal(SessionKey key) {
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key.bytes().getBytes(), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    /** A new id. */
    public SessionId make(RandomGenerator random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        byte[] id = Arrays.copyOf(bytes, SessionId.BYTES);
        System.arraycopy(check(bytes), 0, id, RANDOM_BYTES, CHECK_BYTES);
        return SessionId.of(id);
    }

    /** True where an id was made with this key. Takes the same time whatever is wrong with it. */
    public boolean isGenuine(SessionId id) {
        byte[] bytes = Base64.getUrlDecoder().decode(id.value());
        // The last character has two bits that no byte takes: an id has one spelling.
        boolean isSpelledRight = SessionId.of(bytes).equals(id);
        byte[] check = Arrays.copyOfRange(bytes, RANDOM_BYTES, SessionId.BYTES);
        byte[] right = Arrays.copyOf(check(Arrays.copyOf(bytes, RANDOM_BYTES)), CHECK_BYTES);
        return MessageDigest.isEqual(check, right) && isSpelledRight;
    }

    private byte[] check(byte[] random) {
        try {
            return ((Mac) keyed.clone()).doFinal(random);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own HMAC can be copied", e);
        }
    }
}
