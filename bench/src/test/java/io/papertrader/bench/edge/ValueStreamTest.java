package io.papertrader.bench.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.AssetEvent.ValuesChanged;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetReply.Subscribed;
import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.WorkersEvent.WorkerStopping;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Money;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueStreamTest {
    private static final Instant EARLIER = Instant.ofEpochMilli(1_000);
    private static final Instant NOW = Instant.ofEpochMilli(2_000);

    /** A reply, values of two times, an event without any, another event, one more value. */
    private static final Buffer STREAM = stream();

    private static final int VALUES_OF_NOW = 3;

    @Test
    void countsTheSameWhereverTheStreamIsCut() {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            ValueStream values = new ValueStream();
            ByteBuffer input = ByteBuffer.allocate(STREAM.length());

            int count = count(values, input, 0, cut) + count(values, input, cut, STREAM.length());

            assertThat(count).as("cut at %d", cut).isEqualTo(VALUES_OF_NOW);
        }
    }

    @Test
    void leavesNoMoreThanItsRest() {
        for (int cut = 0; cut <= STREAM.length(); cut++) {
            ValueStream values = new ValueStream();
            ByteBuffer input = ByteBuffer.allocate(STREAM.length());

            count(values, input, 0, cut);

            assertThat(input.position()).as("cut at %d", cut).isLessThan(ValueStream.REST_BYTES);
        }
    }

    private static int count(ValueStream values, ByteBuffer input, int from, int to) {
        input.put(STREAM.getBytes(from, to)).flip();
        int count = values.count(input, NOW.toEpochMilli());
        input.compact();
        return count;
    }

    private static Buffer stream() {
        Buffer stream = Buffer.buffer();
        MessageCodec.encode(new Subscribed(true, 0)).appendTo(stream);
        MessageCodec.encode(new ValuesChanged(List.of(value("A", EARLIER), value("BRK.B", NOW), value("C", NOW))))
                .appendTo(stream);
        MessageCodec.encode(new ValuesChanged(List.of())).appendTo(stream);
        MessageCodec.encode(new WorkerStopping()).appendTo(stream);
        MessageCodec.encode(new ValuesChanged(List.of(value("ABCDEFGHIJKLMNOPQRSTUVWX", NOW))))
                .appendTo(stream);
        return stream;
    }

    private static AssetValue value(String symbol, Instant time) {
        return new AssetValue(new AssetSymbol(symbol), Money.of("12.5"), time);
    }
}
