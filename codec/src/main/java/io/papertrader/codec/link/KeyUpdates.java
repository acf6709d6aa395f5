package io.papertrader.codec.link;

import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;

/** The record that says that all behind it is sealed with the direction's next key. The link's ends see none of it. */
final class KeyUpdates {
    /** The code of {@code keyUpdate}, which the table of instructions describes. */
    static final int INSTRUCTION = 1038;

    private static final UUID NOBODY = new UUID(0, 0);

    private KeyUpdates() {}

    static Buffer plaintext() {
        Frame frame = new Frame(Header.single(MessageType.EVENT, INSTRUCTION, 0, 0), Buffer.buffer());
        return new LinkRecord(0, NOBODY, Instant.EPOCH, ClientAddress.NONE, frame).encode();
    }

    /** Looks at the message's first bytes only: this is asked of every record. */
    static boolean isOne(Buffer plaintext) {
        if (plaintext.length() < LinkRecord.FIXED_BYTES) {
            return false;
        }
        int start = LinkRecord.FIXED_BYTES + plaintext.getUnsignedByte(LinkRecord.FIXED_BYTES - 1);
        return plaintext.length() == start + Header.SIZE
                && plaintext.getByte(start) == MessageType.EVENT.code()
                && plaintext.getUnsignedShort(start + 1) == INSTRUCTION;
    }
}
