package io.papertrader.codec.link;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * The form of one record of the sealed link, and the cipher of one direction: u32 length of what follows, then
 * AES-256-GCM ciphertext and tag. The place in the stream is the nonce and the length is additional data, so a record
 * that is changed, repeated, left out or moved does not open. The sender takes the next key from time to time, and says
 * so in a record ({@link KeyUpdates}); the old key cannot be computed from the new one.
 */
public final class SealedFrame {
    /** The largest plaintext: one message's data and header, and the link's own fields before it. */
    public static final int MAX_PLAINTEXT = 65_536 + 16 + 64;

    static final int LENGTH_BYTES = 4;
    static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 12;

    private final Cipher cipher;
    private final int mode;
    private SecretKey key;
    private long counter;

    private SealedFrame(Cipher cipher, int mode, SecretKey key) {
        this.cipher = cipher;
        this.mode = mode;
        this.key = key;
    }

    static SealedFrame sealing(SecretKey key) {
        return new SealedFrame(cipher(), Cipher.ENCRYPT_MODE, key);
    }

    static SealedFrame opening(SecretKey key) {
        return new SealedFrame(cipher(), Cipher.DECRYPT_MODE, key);
    }

    /** Seals or opens the next record of the direction. */
    byte[] next(byte[] length, byte[] input) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(counter++).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(length);
        return cipher.doFinal(input);
    }

    /** The records sealed or opened with the key of now. */
    long count() {
        return counter;
    }

    /** Everything from here on is the next key's. */
    void takeNextKey() {
        key = TrafficKeys.next(key);
        counter = 0;
    }

    private static Cipher cipher() {
        try {
            // The JDK's own, because it uses the processor's AES instructions.
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has AES-GCM", e);
        }
    }
}
