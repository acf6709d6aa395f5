package io.papertrader.bench.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Current values a second, beside Redis's GET with the same connections, pipeline and size of answer. */
final class Reads implements Part {
    static final int CONNECTIONS = 50;

    private static final List<Integer> IN_FLIGHT = List.of(1, 16, 64);

    /** The warm-up for the compilers of the jars, and of this client. */
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(4);

    private final Table table = new Table(
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
    private record Pair(Sample worker, Sample redis, Sample benchmark) {}

    @Override
    public void measure(Scene scene) throws IOException {
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        try (Load worker = scene.workerLoad(CONNECTIONS);
                Load redis = scene.redisLoad(CONNECTIONS)) {
            worker.closed(IN_FLIGHT.getLast(), FIRST_WARM_UP, Duration.ZERO);
            redis.closed(IN_FLIGHT.getLast(), Scene.WARM_UP, Duration.ZERO);
            for (int i = 0; i < scene.options().pairs(); i++) {
                for (int inFlight : IN_FLIGHT) {
                    pairs.computeIfAbsent(inFlight, none -> new ArrayList<>())
                            .add(pair(scene, worker, redis, inFlight));
                }
            }
        }
        pairs.forEach((inFlight, measured) -> row(scene, inFlight, measured));
    }

    private static Pair pair(Scene scene, Load worker, Load redis, int inFlight) throws IOException {
        Sample ours = scene.closed(worker, inFlight);
        Sample theirs = scene.closed(redis, inFlight);
        long requests = (long) (theirs.rate() * scene.options().time().toMillis() / 1_000);
        return new Pair(ours, theirs, scene.redis().get(CONNECTIONS, inFlight, requests));
    }

    private void row(Scene scene, int inFlight, List<Pair> pairs) {
        Sample worker = Sample.median(pairs.stream().map(Pair::worker).toList());
        Sample redis = Sample.median(pairs.stream().map(Pair::redis).toList());
        Sample benchmark = Sample.median(pairs.stream().map(Pair::benchmark).toList());
        table.row(
                String.valueOf(inFlight),
                scene.form(),
                Table.whole(worker.rate()),
                Table.millis(worker.p50()),
                Table.millis(worker.p99()),
                Table.millis(worker.p999()),
                Table.whole(benchmark.rate()),
                Table.millis(benchmark.p50()),
                Table.millis(benchmark.p99()),
                Table.whole(redis.rate()),
                Table.millis(redis.p50()),
                Table.millis(redis.p99()),
                Table.millis(redis.p999()),
                Table.ratio(Sample.median(
                        pairs, pair -> pair.worker().rate() / pair.benchmark().rate())),
                Table.ratio(Sample.median(
                        pairs, pair -> pair.worker().rate() / pair.redis().rate())));
    }

    @Override
    public Table table() {
        return table;
    }
}
