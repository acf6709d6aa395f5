package io.papertrader.codec.link;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.UUID;

/**
 * The content of one sealed record of the link: a message, and what a worker adds to a client's command (specification
 * 2.1.8, 4.1).
 *
 * @param correlation pairs a reply with its request; 0 on the master's pushes
 * @param worker the worker's UUID
 * @param stamp the worker's timestamp on the command
 * @param client the address that the command came from
 * @param frame the message
 */
public record LinkRecord(long correlation, UUID worker, Instant stamp, ClientAddress client, Frame frame) {
    /** Bytes before the client address, its length among them. */
    static final int FIXED_BYTES = 4 * Long.BYTES + 1;

    /** The plaintext of a record. */
    public Buffer encode() {
        byte[] address = client.bytes();
        Buffer out = Buffer.buffer()
                .appendLong(correlation)
                .appendLong(worker.getMostSignificantBits())
                .appendLong(worker.getLeastSignificantBits())
                .appendLong(stamp.toEpochMilli())
                .appendUnsignedByte((short) address.length)
                .appendBytes(address);
        return frame.appendTo(out);
    }

    /** The bytes of the plaintext. */
    public int encodedBytes() {
        return FIXED_BYTES + client.bytes().length + Header.SIZE + frame.data().length();
    }

    /** Reads a record's plaintext; anything else than one whole record is a fault of the link. */
    public static LinkRecord decode(Buffer plaintext) throws LinkFault {
        if (plaintext.length() < FIXED_BYTES) {
            throw new LinkFault("a record is too short");
        }
        int frameStart = FIXED_BYTES + plaintext.getUnsignedByte(FIXED_BYTES - 1);
        if (plaintext.length() < frameStart) {
            throw new LinkFault("a record is too short for its client address");
        }
        try {
            return new LinkRecord(
                    plaintext.getLong(0),
                    new UUID(plaintext.getLong(Long.BYTES), plaintext.getLong(2 * Long.BYTES)),
                    Instant.ofEpochMilli(plaintext.getLong(3 * Long.BYTES)),
                    ClientAddress.of(plaintext.getBytes(FIXED_BYTES, frameStart)),
                    Frame.decode(plaintext.slice(frameStart, plaintext.length())));
        } catch (UnknownHostException e) {
            throw new LinkFault("a client address has 0, 4 or 16 bytes");
        } catch (WireFault fault) {
            throw new LinkFault("a record holds no message: " + fault.reason());
        }
    }
}
