package io.papertrader.bench.edge;

import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.wire.Header;
import io.papertrader.codec.wire.MessageType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks from header to header. A set of packets is one reply, an event is none. Nothing is decoded, so that the client
 * costs as little as one that reads Redis's replies.
 */
public final class FrameReplies implements ReplyCounter {
    private static final int INSTRUCTION_OFFSET = 1;
    private static final int SIZE_OFFSET = 3;
    private static final int NUMBER_OFFSET = 8;
    private static final int MAX_OFFSET = 12;

    private final Instruction expected;
    private int bodyBytes;
    private boolean endsReply;
    private long refused;
    private String refusal = "";

    /** Counts answers that carry data. */
    FrameReplies() {
        this(Instruction.DATA);
    }

    /** Counts these answers; all others are refusals. */
    public FrameReplies(Instruction expected) {
        this.expected = expected;
    }

    @Override
    public int count(ByteBuffer bytes) {
        int replies = 0;
        while (true) {
            int passed = Math.min(bodyBytes, bytes.remaining());
            bytes.position(bytes.position() + passed);
            bodyBytes -= passed;
            if (bodyBytes > 0) {
                return replies;
            }
            if (endsReply) {
                replies++;
                endsReply = false;
            }
            if (bytes.remaining() < Header.SIZE) {
                return replies;
            }
            header(bytes, bytes.position());
            bytes.position(bytes.position() + Header.SIZE);
        }
    }

    private void header(ByteBuffer bytes, int start) {
        bodyBytes = bytes.getInt(start + SIZE_OFFSET);
        endsReply = bytes.get(start) == MessageType.SERVER_RETURN.code()
                && bytes.getInt(start + NUMBER_OFFSET) == bytes.getInt(start + MAX_OFFSET);
        if (endsReply && bytes.getShort(start + INSTRUCTION_OFFSET) != expected.code()) {
            refused++;
            if (refused == 1) {
                keep(bytes, start + Header.SIZE);
            }
        }
    }

    /** The bytes as far as they have come: enough of the first refusal to say why a run failed. */
    private void keep(ByteBuffer bytes, int start) {
        byte[] words = new byte[Math.min(bodyBytes, bytes.limit() - start)];
        bytes.get(start, words);
        refusal = new String(words, StandardCharsets.UTF_8);
    }

    @Override
    public String refusal() {
        return refusal;
    }

    @Override
    public long refused() {
        return refused;
    }
}
