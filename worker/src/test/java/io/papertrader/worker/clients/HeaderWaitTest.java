package io.papertrader.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.papertrader.codec.wire.WireFault;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The wait for a balancer's header, and its timer. */
class HeaderWaitTest {
    private static final byte[] HEADER =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000c" + "cb007107" + "c0000201" + "1f900801");

    private final Set<Long> timers = new HashSet<>();
    private final List<Handler<Long>> rings = new ArrayList<>();
    private final FakeWire wire = new FakeWire();
    private final List<String> heard = new ArrayList<>();

    /** Keeps account of timers, and does nothing else. */
    private final Vertx vertx = (Vertx) Proxy.newProxyInstance(
            Vertx.class.getClassLoader(),
            new Class<?>[] {Vertx.class},
            (self, method, arguments) -> switch (method.getName()) {
                case "setTimer" -> setTimer(arguments[1]);
                case "cancelTimer" -> timers.remove((Long) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            });

    @SuppressWarnings("unchecked")
    private long setTimer(Object ring) {
        rings.add((Handler<Long>) ring);
        timers.add((long) rings.size());
        return rings.size();
    }

    private void begin() {
        HeaderWait.begin(vertx, wire, this::whole, this::broken);
    }

    private void whole(ProxyHeader header, Buffer rest) {
        heard.add(header.client().orElseThrow().getHostAddress() + " " + rest);
    }

    private void broken(WireFault fault) {
        heard.add("broken");
    }

    @Test
    void cutsWhoSendsNone() {
        begin();

        rings.getFirst().handle(1L);

        assertThat(wire.isCut()).isTrue();
    }

    @Test
    void endsItsTimerWhenTheConnectionEndsFirst() {
        begin();
        assertThat(timers).hasSize(1);

        wire.end();

        assertThat(timers).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void endsItsTimerWhenTheHeaderIsThere() {
        begin();

        wire.receive(Buffer.buffer(HEADER).appendString("more"));

        assertThat(timers).isEmpty();
        assertThat(heard).containsExactly("203.0.113.7 more");
        assertThat(wire.isCut()).isFalse();
    }

    @Test
    void endsItsTimerAndCutsWhereThereIsNoHeader() {
        begin();

        wire.receive(Buffer.buffer("GET / HTTP/1.1"));

        assertThat(timers).isEmpty();
        assertThat(heard).containsExactly("broken");
        assertThat(wire.isCut()).isTrue();
    }
}
