package io.papertrader.codec.link;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;

/** Seals the records of one direction of the link, in the order they are sent; for one thread at a time. */
public final class SealedFrameEncoder {
    private final SealedFrame frame;

    public SealedFrameEncoder(SecretKey key) {
        this.frame = SealedFrame.sealing(key);
    }

    /** Returns the record, length included, that carries this plaintext. */
    public Buffer seal(Buffer plaintext) {
        if (plaintext.length() > SealedFrame.MAX_PLAINTEXT) {
            throw new IllegalArgumentException(
                    "plaintext of " + plaintext.length() + " bytes is too long for a record");
        }
        int length = plaintext.length() + SealedFrame.TAG_BYTES;
        Buffer frameBytes = Buffer.buffer(SealedFrame.LENGTH_BYTES + length).appendInt(length);
        try {
            return frameBytes.appendBytes(frame.next(frameBytes.getBytes(), plaintext.getBytes()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The record cannot be sealed", e);
        }
    }
}
