package io.papertrader.bench.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cost of a read where there are many clients, beside its cost where there are few. */
final class Growth implements ReportPart {
    private static final List<Integer> CONNECTIONS = List.of(50, 200, 800);

    private final ReportTable table = new ReportTable(
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
    public void measure(EdgeScene scene) throws IOException {
        Map<Integer, List<LoadSample>> ours = new TreeMap<>();
        Map<Integer, List<LoadSample>> theirs = new TreeMap<>();
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

    private static void add(Map<Integer, List<LoadSample>> samples, int connections, LoadSample sample) {
        samples.computeIfAbsent(connections, none -> new ArrayList<>()).add(sample);
    }

    private void row(
            EdgeScene scene,
            int connections,
            Map<Integer, List<LoadSample>> ours,
            Map<Integer, List<LoadSample>> theirs) {
        LoadSample worker = LoadSample.median(ours.getOrDefault(connections, List.of()));
        LoadSample redis = LoadSample.median(theirs.getOrDefault(connections, List.of()));
        table.row(
                String.valueOf(connections),
                scene.form(),
                ReportTable.whole(worker.rate()),
                ReportTable.ratio(worker.rate() / first(ours)),
                ReportTable.millis(worker.p99()),
                ReportTable.whole(redis.rate()),
                ReportTable.ratio(redis.rate() / first(theirs)),
                ReportTable.millis(redis.p99()));
    }

    private static double first(Map<Integer, List<LoadSample>> samples) {
        return LoadSample.median(samples.getOrDefault(CONNECTIONS.getFirst(), List.of()))
                .rate();
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
