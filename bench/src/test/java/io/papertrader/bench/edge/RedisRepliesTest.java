package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RedisRepliesTest {
    /** A value, one that holds a line end, an absent one, an error. */
    private static final byte[] STREAM =
            "$3\r\nabc\r\n$12\r\n0123456789\r\n\r\n$-1\r\n-ERR no\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final int REPLIES = 4;

    @Test
    void countsTheSameWhereverTheStreamIsCut() {
        for (int cut = 0; cut <= STREAM.length; cut++) {
            RedisReplies replies = new RedisReplies();
            ByteBuffer input = ByteBuffer.allocate(STREAM.length);

            int count = count(replies, input, 0, cut) + count(replies, input, cut, STREAM.length);

            assertThat(count).as("cut at %d", cut).isEqualTo(REPLIES);
        }
    }

    @Test
    void tellsRefusalsFromValues() {
        RedisReplies replies = new RedisReplies();

        replies.count(ByteBuffer.wrap(STREAM));

        assertThat(replies.refused()).isEqualTo(2);
    }

    private static int count(RedisReplies replies, ByteBuffer input, int from, int to) {
        input.put(Arrays.copyOfRange(STREAM, from, to)).flip();
        int count = replies.count(input);
        input.compact();
        return count;
    }
}
