package io.papertrader.bench.market;

import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Market;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Orders that wait and are cleared in slices; the time of each should be the same however many they are. */
@State(Scope.Thread)
public class Settling {
    private static final int ORDERS = 1_000_000;

    /** The number of orders that wait for one update; the rest waits for the next ones. */
    @Param({"10000", "1000000"})
    private int queued;

    private final Crowd crowd = new Crowd();
    private final PlaceOrder[] orders = crowd.orders(ORDERS);
    private Market market = crowd.market();

    @Setup(Level.Invocation)
    public void setUp() {
        market = crowd.market();
    }

    /**
     * Places and clears a million orders, so many at a time; {@link Placing} says what the first half of that costs.
     */
    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public int placeAndClear() {
        int events = 0;
        for (int next = 0; next < ORDERS; next += queued) {
            for (int i = next; i < next + queued; i++) {
                market.execute(orders[i]);
            }
            crowd.update(market);
            events += crowd.clear(market);
        }
        return events;
    }
}
