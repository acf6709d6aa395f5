package io.papertrader.bench.edge;

import io.papertrader.bench.edge.SubscribedCrowd.Told;
import io.papertrader.bench.start.ProcessorTime;
import io.papertrader.codec.message.AssetRequest.SubscribeValues;
import io.papertrader.codec.message.ConnectionState;
import io.papertrader.codec.message.SessionRequest.SwitchState;
import io.papertrader.codec.wire.Frame;
import io.papertrader.vocabulary.AssetSymbol;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** The time that an update of all values takes from the master's first push to the last of many subscribed clients. */
final class Fan implements ReportPart {
    /** Half of a worker's clients follow so many assets, one follows all, the others a few. */
    private static final int MANY = 50;

    private static final int FEW = 10;

    /** The updates that are not counted: for the compilers of the jars, and of this client. */
    private static final int FIRST_UPDATES = 5;

    /** All servers are idle when an update begins. */
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private static final long SEED = 7;
    private static final int DIGITS = 3;
    private static final double NANOS_A_MILLI = 1e6;
    private static final double KIB_A_MIB = 1_024;
    private static final double BYTES_A_MIB = 1_024 * 1_024;

    private final ReportTable table = new ReportTable(
            "One update of " + ReportTable.whole(FullMarket.ASSETS)
                    + " assets, from the master's first push until a client has its last value",
            "workers",
            "form",
            "clients",
            "updates",
            "last client, median ms",
            "p99 ms",
            "longest ms",
            "any client, p50 ms",
            "p99 ms",
            "CPU ms of an update: all workers",
            "master and clients",
            "MiB from the master",
            "MiB to the clients",
            "resident MiB a worker");

    private final Random random = new Random(SEED);

    @Override
    public void measure(EdgeScene scene) throws IOException {
        FullMarket market = new FullMarket();
        Options options = scene.options();
        try (MasterStandIn master = MasterStandIn.start(market.assets(0));
                Fleet fleet = Fleet.start(scene.network(), master, options.workers());
                SubscribedCrowd crowd = SubscribedCrowd.open()) {
            join(crowd, fleet, master, market, options.watchers());
            // The latest values come first.
            crowd.expect(market.time(0).toEpochMilli());
            crowd.await(System.nanoTime(), histogram());
            Run run = new Run(market, master, fleet, crowd);
            for (int i = 1; i <= FIRST_UPDATES; i++) {
                run.update(i);
            }
            run.begin();
            for (int i = 1; i <= options.updates(); i++) {
                run.update(FIRST_UPDATES + i);
            }
            run.end();
            row(scene, fleet, run);
        }
    }

    private void join(SubscribedCrowd crowd, Fleet fleet, MasterStandIn master, FullMarket market, int watchers)
            throws IOException {
        List<Integer> ports = fleet.ports();
        int each = watchers / ports.size();
        for (int port : ports) {
            for (int i = 0; i < each; i++) {
                SwitchState greeting = new SwitchState(master.session(), ConnectionState.DATA_TRANSFER);
                SubscribeValues subscription = subscription(market, i, each);
                // No assets named stands for all of them.
                int values = i == 0 ? FullMarket.ASSETS : subscription.symbols().size();
                crowd.join(
                        Target.worker(port, Optional.of(greeting), subscription),
                        InetAddress.ofLiteral(EdgeScene.READERS),
                        subscription,
                        values);
            }
        }
    }

    private SubscribeValues subscription(FullMarket market, int client, int clients) {
        if (client == 0) {
            return new SubscribeValues(List.of());
        }
        List<AssetSymbol> shuffled = new ArrayList<>(market.symbols());
        Collections.shuffle(shuffled, random);
        return new SubscribeValues(shuffled.subList(0, client <= clients / 2 ? MANY : FEW));
    }

    private static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /** The updates so far. */
    private static final class Run {
        private final FullMarket market;
        private final MasterStandIn master;
        private final Fleet fleet;
        private final SubscribedCrowd crowd;
        private final Histogram ofEach = histogram();
        private final Histogram ofLast = histogram();
        private long sentBytes;
        private long toldBytes;
        private Duration ofWorkers = Duration.ZERO;
        private Duration ofThis = Duration.ZERO;

        private Run(FullMarket market, MasterStandIn master, Fleet fleet, SubscribedCrowd crowd) {
            this.market = market;
            this.master = master;
            this.fleet = fleet;
            this.crowd = crowd;
        }

        private void update(int number) throws IOException {
            List<Frame> events = market.events(number);
            crowd.expect(market.time(number).toEpochMilli());
            LockSupport.parkNanos(BETWEEN.toNanos());
            long begin = System.nanoTime();
            CompletableFuture<Long> sent = master.push(events);
            Told told = crowd.await(begin, ofEach);
            ofLast.recordValue(told.lastNanos());
            sentBytes += sent.join();
            toldBytes += told.bytes();
        }

        /** Forgets all that was counted before. */
        private void begin() throws IOException {
            ofEach.reset();
            ofLast.reset();
            sentBytes = 0;
            toldBytes = 0;
            ofWorkers = fleet.processorTime();
            ofThis = ProcessorTime.ofThisProgram().own();
        }

        private void end() throws IOException {
            ofWorkers = fleet.processorTime().minus(ofWorkers);
            ofThis = ProcessorTime.ofThisProgram().own().minus(ofThis);
        }
    }

    private void row(EdgeScene scene, Fleet fleet, Run run) throws IOException {
        Options options = scene.options();
        table.row(
                String.valueOf(options.workers()),
                scene.form(),
                ReportTable.whole(options.watchers()),
                String.valueOf(options.updates()),
                millis(run.ofLast, 50),
                millis(run.ofLast, 99),
                millis(run.ofLast, 100),
                millis(run.ofEach, 50),
                millis(run.ofEach, 99),
                ReportTable.whole((double) run.ofWorkers.toMillis() / options.updates()),
                ReportTable.whole((double) run.ofThis.toMillis() / options.updates()),
                ReportTable.oneDigit(run.sentBytes / BYTES_A_MIB / options.updates()),
                ReportTable.oneDigit(run.toldBytes / BYTES_A_MIB / options.updates()),
                ReportTable.oneDigit(fleet.residentKib() / KIB_A_MIB / options.workers()));
    }

    private static String millis(Histogram nanos, double percentile) {
        return ReportTable.whole(nanos.getValueAtPercentile(percentile) / NANOS_A_MILLI);
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
