package io.papertrader.codec.link;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.crypto.SecretKey;

/**
 * Seals the records of one direction of the link, in the order they are sent, and takes the next key in time; for one
 * thread at a time.
 */
public final class SealedFrameEncoder {
    private final SealedFrame frame;
    private final KeyLife life;
    private final InstantSource time;
    private Instant since;

    /** An encoder that begins with this key, and keeps each key for so long. */
    public SealedFrameEncoder(SecretKey key, KeyLife life, InstantSource time) {
        this.frame = SealedFrame.sealing(key);
        this.life = life;
        this.time = time;
        this.since = time.instant();
    }

    /** An encoder without a clock, for tests and measurements: the key is renewed by the count of its records alone. */
    public SealedFrameEncoder(SecretKey key) {
        this(key, KeyLife.USUAL, () -> Instant.EPOCH);
    }

    /** The record, length included, that carries this plaintext; before it, where it is time, a change of the key. */
    public Buffer seal(Buffer plaintext) {
        if (!isKeyOver()) {
            return record(plaintext);
        }
        Buffer change = record(KeyUpdates.plaintext());
        frame.takeNextKey();
        since = time.instant();
        return change.appendBuffer(record(plaintext));
    }

    private boolean isKeyOver() {
        // The change itself is the last record of a key.
        return frame.count() >= life.records() - 1
                || Duration.between(since, time.instant()).compareTo(life.time()) >= 0;
    }

    private Buffer record(Buffer plaintext) {
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
