package io.papertrader.bench.edge;

import java.nio.ByteBuffer;

/** Counts the whole replies in one connection's stream of bytes, wherever it is cut; keeps nothing of them. */
public interface ReplyCounter {
    /** Reads on as far as whole headers reach, and gives how many replies ended there. */
    int count(ByteBuffer bytes);

    /** Replies so far that were refusals. */
    long refused();

    /** The words of the first of them, as far as they are known. */
    default String refusal() {
        return "";
    }
}
