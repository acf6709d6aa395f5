package io.papertrader.bench.orders;

import io.papertrader.bench.edge.Load;
import io.papertrader.bench.edge.LoadSample;
import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.edge.Speaker;
import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Stage;
import io.papertrader.vocabulary.AssetSymbol;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Durable orders a second while values are updated, beside pgbench's transactions; then how long an acceptance takes at
 * half of that rate.
 */
final class Accepting {
    private static final List<Integer> IN_FLIGHT = List.of(1, 8);
    private static final Map<Integer, Double> AIMS = Map.of(1, 5.0, 8, 10.0);
    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration UNTIL_CLEARED = Duration.ofMinutes(5);
    private static final double NANOS_A_SECOND = 1e9;

    private final OrdersScene scene;
    private final OrdersReport report;

    Accepting(OrdersScene scene, OrdersReport report) {
        this.scene = scene;
        this.report = report;
    }

    /** Two measurements of the same time, one after the other, each with the processor's time that it took. */
    private record Pair(
            LoadSample orders, ProcessorTimes ofOrders, double transactions, ProcessorTimes ofTransactions) {
        double ratio() {
            return orders.rate() / transactions;
        }
    }

    void measure() throws IOException, SQLException {
        OrdersOptions options = scene.options();
        try (EmbeddedPostgres peer = DurablePostgres.start(scene.folder().resolve("pgbench"));
                Stage stage = Stage.open(DurablePostgres.start(scene.folder().resolve("accepting")));
                ServerPair network = scene.network(stage, settings())) {
            Pgbench pgbench = Pgbench.prepare(peer, options.scale());
            Trader first = Trader.register(network.port(), "trader-0");
            List<AssetSymbol> symbols = first.symbols(network.port());
            try (Load load = load(first, symbols, network.port());
                    MarketWatch watch = new MarketWatch(stage)) {
                load.sliding(IN_FLIGHT.getLast(), options.warmUp(), Duration.ZERO);
                first.place(network.port(), symbols.getFirst());
                pgbench.run(WARM_UP);
                Map<Integer, List<Pair>> pairs = pairs(load, watch, new Peers(network, stage.database(), pgbench));
                pairs.forEach(this::row);
                for (int inFlight : IN_FLIGHT) {
                    half(
                            load,
                            watch,
                            inFlight,
                            median(pairs.getOrDefault(inFlight, List.of())).rate() / 2);
                }
            }
        }
    }

    /** An account of its own for each connection, with more cash and more room for orders than a run can use. */
    private Map<String, String> settings() {
        return Map.of(
                "PAPERTRADER_TRADE_STARTING_CASH", "1000000000",
                "PAPERTRADER_TRADE_MAX_OPEN_ORDERS", "100000",
                "PAPERTRADER_UPDATE_INTERVAL", scene.options().intervalSeconds() + "s",
                // The replay begins with its first day, so that it has one for as many intervals as there are.
                "PAPERTRADER_REPLAY_HISTORY", "1");
    }

    private Load load(Trader first, List<AssetSymbol> symbols, int port) throws IOException {
        GrowingIds ids = new GrowingIds(InstantSource.system());
        List<Trader> traders = new ArrayList<>(List.of(first));
        for (int i = 1; i < scene.options().connections(); i++) {
            traders.add(Trader.register(port, "trader-" + i));
        }
        List<Speaker> speakers = new ArrayList<>();
        for (Trader trader : traders) {
            speakers.add(trader.connect(port, symbols, ids));
        }
        return Load.of(speakers, OrdersScene.PAUSE);
    }

    /** The two that are compared. */
    private record Peers(ServerPair network, ProcessHandle database, Pgbench pgbench) {}

    private Map<Integer, List<Pair>> pairs(Load load, MarketWatch watch, Peers peers) throws IOException {
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        for (int i = 0; i < scene.options().pairs(); i++) {
            for (int inFlight : IN_FLIGHT) {
                settle(load, watch);
                Pair pair = pair(load, watch, peers, inFlight);
                pairs.computeIfAbsent(inFlight, none -> new ArrayList<>()).add(pair);
                System.err.printf(
                        "%d in flight: %.0f orders/s, pgbench %.0f/s%n",
                        inFlight, pair.orders.rate(), pair.transactions);
            }
        }
        return pairs;
    }

    private Pair pair(Load load, MarketWatch watch, Peers peers, int inFlight) throws IOException {
        Duration time = scene.options().time();
        checked(load, load.sliding(inFlight, WARM_UP, Duration.ZERO));
        // The rest of the warm-up's orders is not counted, and all of the measured ones is.
        settle(load, watch);
        ProcessorTimes before = ProcessorTimes.of(peers.network, peers.database);
        LoadSample orders = checked(load, load.sliding(inFlight, Duration.ZERO, time));
        settle(load, watch);
        ProcessorTimes ofOrders =
                ProcessorTimes.of(peers.network, peers.database).since(before);
        ProcessorTimes beforePeer = ProcessorTimes.ofPeer(peers.pgbench.database());
        double transactions = peers.pgbench.run(time);
        ProcessorTimes ofPeer = ProcessorTimes.ofPeer(peers.pgbench.database()).since(beforePeer);
        return new Pair(orders, ofOrders, transactions, ofPeer);
    }

    /** Nothing that waits is left for the next measurement; what is told of it is read meanwhile, as clients do. */
    private static void settle(Load load, MarketWatch watch) throws IOException {
        long until = System.nanoTime() + UNTIL_CLEARED.toNanos();
        load.listen(() -> watch.hasOpenOrders() && System.nanoTime() < until);
        if (watch.hasOpenOrders()) {
            throw new IOException("orders were not cleared in " + UNTIL_CLEARED.toSeconds() + " s");
        }
    }

    private static LoadSample checked(Load load, LoadSample sample) throws IOException {
        load.check(sample);
        return sample;
    }

    private void half(Load load, MarketWatch watch, int inFlight, double rate) throws IOException {
        settle(load, watch);
        LoadSample sample =
                checked(load, load.open(rate, WARM_UP, scene.options().time()));
        report.delays(
                "accepted, half of the rate of " + inFlight + " in flight, while updates clear",
                sample,
                load.longestSilence(),
                "p99 20");
    }

    private void row(int inFlight, List<Pair> pairs) {
        report.rate(
                "accepted durably, " + scene.options().connections() + " connections, " + inFlight
                        + " in flight on each",
                median(pairs).rate(),
                "pgbench -c 16 -j 2",
                LoadSample.median(pairs, Pair::transactions),
                LoadSample.median(pairs, Pair::ratio),
                AIMS.getOrDefault(inFlight, Double.NaN));
        double seconds = scene.options().time().toNanos() / NANOS_A_SECOND;
        report.spent(
                "an order, " + inFlight + " in flight",
                program ->
                        LoadSample.median(pairs, pair -> pair.ofOrders.micros(program, pair.orders.rate() * seconds)));
        report.spent(
                "a transaction of pgbench",
                program -> LoadSample.median(
                        pairs, pair -> pair.ofTransactions.micros(program, pair.transactions * seconds)));
    }

    private static LoadSample median(List<Pair> pairs) {
        return LoadSample.median(pairs.stream().map(Pair::orders).toList());
    }
}
