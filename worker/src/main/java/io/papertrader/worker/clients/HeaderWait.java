package io.papertrader.worker.clients;

import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Waits a moment for the header that a balancer sends first. Belongs to the connection's event loop. */
final class HeaderWait {
    private static final long MOST_MILLIS = 2_000;

    private final Vertx vertx;
    private final Wire wire;
    private final BiConsumer<ProxyHeader, Buffer> whole;
    private final Consumer<WireFault> broken;
    private final Buffer received = Buffer.buffer();
    private final long timer;

    private HeaderWait(Vertx vertx, Wire wire, BiConsumer<ProxyHeader, Buffer> whole, Consumer<WireFault> broken) {
        this.vertx = vertx;
        this.wire = wire;
        this.whole = whole;
        this.broken = broken;
        this.timer = vertx.setTimer(MOST_MILLIS, late -> wire.cut());
    }

    /**
     * Begins to wait; a connection that sends none is cut.
     *
     * @param whole takes the header, and the bytes behind it that came with it
     * @param broken hears of bytes that are none
     */
    static void begin(Vertx vertx, Wire wire, BiConsumer<ProxyHeader, Buffer> whole, Consumer<WireFault> broken) {
        HeaderWait wait = new HeaderWait(vertx, wire, whole, broken);
        wire.handler(wait::received);
        wire.onClosed(wait::end);
    }

    private void received(Buffer bytes) {
        try {
            Optional<ProxyHeader> header = ProxyHeader.read(received.appendBuffer(bytes));
            if (header.isPresent()) {
                wire.handler(none -> {});
                whole.accept(header.get(), received.getBuffer(header.get().length(), received.length()));
                end();
            }
        } catch (WireFault fault) {
            end();
            broken.accept(fault);
            wire.cut();
        }
    }

    private void end() {
        vertx.cancelTimer(timer);
    }
}
