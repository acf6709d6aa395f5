package io.papertrader.bench.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Current values a second, beside Redis's GET with the same connections, pipeline and size of answer. */
final class Reads implements ReportPart {
    static final int CONNECTIONS = 50;

    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64);

    /** The warm-up for the compilers of the jars, and of this client. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(4);

    private final ReportTable table = new ReportTable(
            "getAssetValueCurrent, " + CONNECTIONS + " connections, closed loop",
            "in flight on each",
            "form",
            "reads/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "redis-benchmark GET/s",
            "p50 ms",
            "p99 ms",
            "Redis by this client GET/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "of redis-benchmark",
            "of Redis by this client");

    /** Two measurements, one after the other. */
    private record Pair(LoadSample worker, LoadSample redis, LoadSample benchmark) {}

    @Override
    public void measure(EdgeScene scene) throws IOException {
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        try (Load worker = scene.workerLoad(CONNECTIONS);
                Load redis = scene.redisLoad(CONNECTIONS)) {
            worker.closed(IN_FLIGHT.getLast(), FIRST_WARM_UP, Duration.ZERO);
            redis.closed(IN_FLIGHT.getLast(), EdgeScene.WARM_UP, Duration.ZERO);
            for (int i = 0; i < scene.options().pairs(); i++) {
                for (int inFlight : IN_FLIGHT) {
                    pairs.computeIfAbsent(inFlight, none -> new ArrayList<>())
                            .add(pair(scene, worker, redis, inFlight));
                }
            }
        }
        pairs.forEach((inFlight, measured) -> row(scene, inFlight, measured));
    }

    private static Pair pair(EdgeScene scene, Load worker, Load redis, int inFlight) throws IOException {
        LoadSample ours = scene.closed(worker, inFlight);
        LoadSample theirs = scene.closed(redis, inFlight);
        long requests = (long) (theirs.rate() * scene.options().time().toMillis() / 1_000);
        return new Pair(ours, theirs, scene.redis().get(CONNECTIONS, inFlight, requests));
    }

    private void row(EdgeScene scene, int inFlight, List<Pair> pairs) {
        LoadSample worker = LoadSample.median(pairs.stream().map(Pair::worker).toList());
        LoadSample redis = LoadSample.median(pairs.stream().map(Pair::redis).toList());
        LoadSample benchmark =
                LoadSample.median(pairs.stream().map(Pair::benchmark).toList());
        table.row(
                String.valueOf(inFlight),
                scene.form(),
                ReportTable.whole(worker.rate()),
                ReportTable.millis(worker.p50()),
                ReportTable.millis(worker.p99()),
                ReportTable.millis(worker.p999()),
                ReportTable.whole(benchmark.rate()),
                ReportTable.millis(benchmark.p50()),
                ReportTable.millis(benchmark.p99()),
                ReportTable.whole(redis.rate()),
                ReportTable.millis(redis.p50()),
                ReportTable.millis(redis.p99()),
                ReportTable.millis(redis.p999()),
                ReportTable.ratio(LoadSample.median(
                        pairs, pair -> pair.worker().rate() / pair.benchmark().rate())),
                ReportTable.ratio(LoadSample.median(
                        pairs, pair -> pair.worker().rate() / pair.redis().rate())));
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
