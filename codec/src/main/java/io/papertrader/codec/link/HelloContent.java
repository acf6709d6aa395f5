package io.papertrader.codec.link;

import static io.papertrader.codec.wire.Field.field;

import io.papertrader.codec.wire.FieldType;
import io.papertrader.codec.wire.Layout;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/**
 * A worker's words inside its sealed linkHello.
 *
 * @param version {@value #VERSION}
 * @param nonce {@value #NONCE_BYTES} random bytes, used once
 * @param publicValue the ephemeral X25519 public value
 * @param time the worker's clock
 * @param publicAddress the address at which clients reach the worker
 */
public record HelloContent(
        int version, UUID worker, Buffer nonce, Buffer publicValue, Instant time, String publicAddress) {
    /** This version of the link. */
    public static final int VERSION = 1;

    /** Bytes of a nonce. */
    public static final int NONCE_BYTES = 32;

    /** Thirty-two bytes. */
    static final FieldType<Buffer> BYTES_32 = FieldType.bytes(32).as(Buffer::buffer, Buffer::getBytes);

    /** Binary. */
    public static final Layout<HelloContent> LAYOUT = Layout.of(
            HelloContent.class,
            field("version", FieldType.U16, HelloContent::version),
            field("worker", FieldType.ID, HelloContent::worker),
            field("nonce", BYTES_32, HelloContent::nonce),
            field("publicValue", BYTES_32, HelloContent::publicValue),
            field("time", FieldType.TIME, HelloContent::time),
            field("publicAddress", FieldType.STR, HelloContent::publicAddress),
            HelloContent::new);
}
