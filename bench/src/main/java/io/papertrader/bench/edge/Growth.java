package io.papertrader.bench.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cost of a read where there are many clients, beside its cost where there are few. */
final class Growth implements Part {
    private static final List<Integer> CONNECTIONS = List.of(50, 200, 800);

    private final Table table = new Table(
            "Reads a second with more clients, 1 in flight on each, closed loop",
            "connections",
            "form",
            "reads/s",
            "beside " + CONNECTIONS.getFirst(),
            "p99 ms",
            "Redis GET/s",
            "beside " + CONNECTIONS.getFirst(),
            "p99 ms");

    @Override
    public void measure(Scene scene) throws IOException {
        Map<Integer, List<Sample>> ours = new TreeMap<>();
        Map<Integer, List<Sample>> theirs = new TreeMap<>();
        for (int i = 0; i < scene.options().pairs(); i++) {
            for (int connections : CONNECTIONS) {
                try (Load worker = scene.workerLoad(connections)) {
                    add(ours, connections, scene.closed(worker, 1));
                }
                try (Load redis = scene.redisLoad(connections)) {
                    add(theirs, connections, scene.closed(redis, 1));
                }
            }
        }
        CONNECTIONS.forEach(connections -> row(scene, connections, ours, theirs));
    }

    private static void add(Map<Integer, List<Sample>> samples, int connections, Sample sample) {
        samples.computeIfAbsent(connections, none -> new ArrayList<>()).add(sample);
    }

    private void row(Scene scene, int connections, Map<Integer, List<Sample>> ours, Map<Integer, List<Sample>> theirs) {
        Sample worker = Sample.median(ours.getOrDefault(connections, List.of()));
        Sample redis = Sample.median(theirs.getOrDefault(connections, List.of()));
        table.row(
                String.valueOf(connections),
                scene.form(),
                Table.whole(worker.rate()),
                Table.ratio(worker.rate() / first(ours)),
                Table.millis(worker.p99()),
                Table.whole(redis.rate()),
                Table.ratio(redis.rate() / first(theirs)),
                Table.millis(redis.p99()));
    }

    private static double first(Map<Integer, List<Sample>> samples) {
        return Sample.median(samples.getOrDefault(CONNECTIONS.getFirst(), List.of()))
                .rate();
    }

    @Override
    public Table table() {
        return table;
    }
}
