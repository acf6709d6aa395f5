package io.papertrader.bench.market;

import io.papertrader.market.Command.PlaceOrder;
import io.papertrader.market.Market;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Orders of 10,000 portfolios in 500 assets that are accepted and wait, until a million do. */
@State(Scope.Thread)
public class Placing {
    private static final int ORDERS = 1_000_000;

    private final Crowd crowd = new Crowd();
    private final PlaceOrder[] orders = crowd.orders(ORDERS);
    private Market market = crowd.market();

    /** One invocation takes most of a second, so that what comes between two is not in its time. */
    @Setup(Level.Invocation)
    public void setUp() {
        market = crowd.market();
    }

    @Benchmark
    @OperationsPerInvocation(ORDERS)
    public void place(Blackhole hole) {
        for (PlaceOrder order : orders) {
            hole.consume(market.execute(order));
        }
    }
}
