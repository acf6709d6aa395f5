package io.papertrader.bench.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.message.MessageCodec;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.codec.wire.Frame;
import io.papertrader.codec.wire.Header;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshOrdersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T09:00:00Z");
    private static final int SIZE_OFFSET = 3;

    private final GrowingIds ids = new GrowingIds(InstantSource.fixed(NOW));
    private final FreshOrders orders = FreshOrders.of(
            new SessionId("A".repeat(43)), List.of(new AssetSymbol("A"), new AssetSymbol("LONGER")), ids, NOW);

    @Test
    void writesEachUnderAnIdOfItsOwn() throws IOException {
        SlowChannel channel = new SlowChannel(Integer.MAX_VALUE);
        orders.owe(1_000);

        assertThat(orders.write(channel)).isTrue();

        List<TransactionId> written =
                channel.orders().stream().map(PlaceOrder::orderId).toList();
        assertThat(written).hasSize(1_000).isSorted().doesNotHaveDuplicates();
        assertThat(channel.orders().stream().map(PlaceOrder::name).distinct())
                .containsExactly(new AssetSymbol("A"), new AssetSymbol("LONGER"));
    }

    @Test
    void goesOnWhereAChannelTookAPart() throws IOException {
        SlowChannel channel = new SlowChannel(50);
        orders.owe(3);

        int writes = 1;
        while (!orders.write(channel)) {
            writes++;
        }

        assertThat(writes).isGreaterThan(3);
        assertThat(channel.orders()).hasSize(3);
    }

    @Test
    void growsAlsoWhereTheClockGoesBack() {
        long[] millis = {2, 1};
        GrowingIds shaky = new GrowingIds(() -> Instant.ofEpochMilli(millis[0]));
        TransactionId first = shaky.next();
        millis[0] = millis[1];

        assertThat(shaky.next()).isGreaterThan(first);
    }

    /** Takes so many bytes with each write. */
    private static final class SlowChannel implements WritableByteChannel {
        private final int most;
        private final Buffer taken = Buffer.buffer();

        private SlowChannel(int most) {
            this.most = most;
        }

        List<PlaceOrder> orders() {
            List<PlaceOrder> orders = new ArrayList<>();
            int start = 0;
            while (start < taken.length()) {
                int end = start + Header.SIZE + taken.getInt(start + SIZE_OFFSET);
                orders.add((PlaceOrder) MessageCodec.decodeRequest(Frame.decode(taken.getBuffer(start, end))));
                start = end;
            }
            return orders;
        }

        @Override
        public int write(ByteBuffer bytes) {
            byte[] some = new byte[Math.min(most, bytes.remaining())];
            bytes.get(some);
            taken.appendBytes(some);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
