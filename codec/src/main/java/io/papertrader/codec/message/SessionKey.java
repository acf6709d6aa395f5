package io.papertrader.codec.message;

import io.papertrader.codec.wire.FieldType;
import io.vertx.core.buffer.Buffer;

/** The network's secret that session ids are checked with ({@link SessionSeal}): known to master and workers. */
public record SessionKey(Buffer bytes) {
    /** Bytes of a key. */
    public static final int BYTES = 32;

    /** 32 bytes. */
    public static final FieldType<SessionKey> TYPE =
            FieldType.bytes(BYTES).as(SessionKey::of, key -> key.bytes.getBytes());

    public SessionKey {
        if (bytes.length() != BYTES) {
            throw new IllegalArgumentException("must have " + BYTES + " bytes");
        }
        bytes = bytes.copy();
    }

    /** A key from its bytes. */
    public static SessionKey of(byte[] bytes) {
        return new SessionKey(Buffer.buffer(bytes));
    }

    @Override
    public String toString() {
        return "SessionKey[hidden]";
    }
}
