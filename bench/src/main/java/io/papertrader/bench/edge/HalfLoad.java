package io.papertrader.bench.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Delays at half of what the worker can do with one request in flight, in the open loop; and Redis's at the same rate.
 */
final class HalfLoad implements Part {
    private final Table table = new Table(
            "Half of the load of 1 in flight, " + Reads.CONNECTIONS
                    + " connections, open loop, from the time that each was due",
            "form",
            "reads/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "Redis p50 ms",
            "p99 ms",
            "p99.9 ms",
            "p99 beside Redis");

    @Override
    public void measure(Scene scene) throws IOException {
        List<Sample> ours = new ArrayList<>();
        List<Sample> theirs = new ArrayList<>();
        try (Load worker = scene.workerLoad(Reads.CONNECTIONS);
                Load redis = scene.redisLoad(Reads.CONNECTIONS)) {
            scene.closed(worker, 1);
            double half = scene.closed(worker, 1).rate() / 2;
            for (int i = 0; i < scene.options().pairs(); i++) {
                ours.add(worker.open(half, Scene.WARM_UP, scene.options().time()));
                theirs.add(redis.open(half, Scene.WARM_UP, scene.options().time()));
            }
        }
        row(scene, Sample.median(ours), Sample.median(theirs));
    }

    private void row(Scene scene, Sample ours, Sample theirs) {
        table.row(
                scene.form(),
                Table.whole(ours.rate()),
                Table.millis(ours.p50()),
                Table.millis(ours.p99()),
                Table.millis(ours.p999()),
                Table.millis(theirs.p50()),
                Table.millis(theirs.p99()),
                Table.millis(theirs.p999()),
                Table.ratio(ours.p99() / theirs.p99()) + "x");
    }

    @Override
    public Table table() {
        return table;
    }
}
