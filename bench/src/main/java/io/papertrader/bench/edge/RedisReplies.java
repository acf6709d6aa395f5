package io.papertrader.bench.edge;

import java.nio.ByteBuffer;

/** Replies of Redis to {@code GET}: {@code $length}, the value, each with a line end. */
final class RedisReplies implements ReplyCounter {
    private static final int LINE_END = 2;

    private int valueBytes;
    private boolean isInValue;
    private long refused;

    @Override
    public int count(ByteBuffer bytes) {
        int replies = 0;
        while (true) {
            int passed = Math.min(valueBytes, bytes.remaining());
            bytes.position(bytes.position() + passed);
            valueBytes -= passed;
            if (valueBytes > 0) {
                return replies;
            }
            if (isInValue) {
                replies++;
                isInValue = false;
            }
            int end = lineEnd(bytes);
            if (end < 0) {
                return replies;
            }
            line(bytes, end);
            bytes.position(end + 1);
        }
    }

    private static int lineEnd(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Anything but a value is a refusal here: the key is set, and nothing else is asked. */
    private void line(ByteBuffer bytes, int end) {
        int first = bytes.position();
        isInValue = true;
        valueBytes = 0;
        if (bytes.get(first) != '$' || bytes.get(first + 1) == '-') {
            refused++;
            return;
        }
        int length = 0;
        for (int i = first + 1; i < end - 1; i++) {
            length = length * 10 + bytes.get(i) - '0';
        }
        valueBytes = length + LINE_END;
    }

    @Override
    public long refused() {
        return refused;
    }
}
