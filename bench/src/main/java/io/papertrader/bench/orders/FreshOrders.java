package io.papertrader.bench.orders;

import io.papertrader.bench.edge.Outlet;
import io.papertrader.bench.edge.Target;
import io.papertrader.codec.message.SessionId;
import io.papertrader.codec.message.TradeRequest.PlaceOrder;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.Quantity;
import io.papertrader.vocabulary.Side;
import io.papertrader.vocabulary.TransactionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One account's purchases of a little, in each asset in turn, each under an id of its own. */
final class FreshOrders implements Outlet {
    private static final int BUFFER_BYTES = 64 * 1_024;
    private static final int ID_BYTES = 36;
    private static final Quantity LITTLE = Quantity.of("0.001");
    private static final Duration UNTIL_DEADLINE = Duration.ofDays(1);

    private final GrowingIds ids;
    private final List<Form> forms;
    private final int mostBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();
    private long owed;
    private int next;

    /** The bytes of an order, and where in them its id stands. */
    private record Form(ByteBuffer bytes, int idOffset) {}

    private FreshOrders(GrowingIds ids, List<Form> forms) {
        this.ids = ids;
        this.forms = forms;
        this.mostBytes =
                forms.stream().mapToInt(form -> form.bytes().capacity()).max().orElseThrow();
    }

    static FreshOrders of(SessionId session, List<AssetSymbol> symbols, GrowingIds ids, Instant now) {
        return new FreshOrders(
                ids,
                symbols.stream()
                        .map(symbol -> form(order(session, TransactionId.FIRST, symbol, now)))
                        .toList());
    }

    static PlaceOrder order(SessionId session, TransactionId id, AssetSymbol symbol, Instant now) {
        return new PlaceOrder(session, id, Side.BUY, symbol, LITTLE, now.plus(UNTIL_DEADLINE));
    }

    private static Form form(PlaceOrder order) {
        byte[] bytes = Target.bytes(order).getBytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return new Form(ByteBuffer.wrap(bytes), text.indexOf(TransactionId.FIRST.toString()));
    }

    @Override
    public void owe(int times) {
        owed += times;
    }

    @Override
    public boolean write(WritableByteChannel channel) throws IOException {
        while (owed > 0 || buffer.hasRemaining()) {
            if (!buffer.hasRemaining()) {
                fill();
            }
            channel.write(buffer);
            if (buffer.hasRemaining()) {
                return false;
            }
        }
        return true;
    }

    private void fill() {
        buffer.clear();
        for (; owed > 0 && buffer.remaining() >= mostBytes; owed--) {
            Form form = forms.get(next);
            next = (next + 1) % forms.size();
            int start = buffer.position();
            buffer.put(form.bytes().rewind());
            byte[] id = ids.next().toString().getBytes(StandardCharsets.ISO_8859_1);
            buffer.put(start + form.idOffset(), id, 0, ID_BYTES);
        }
        buffer.flip();
    }
}
