package io.papertrader.bench.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Delays at half of what the worker can do with one request in flight, in the open loop; and Redis's at the same rate.
 */
final class HalfLoad implements ReportPart {
    private final ReportTable table = new ReportTable(
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
    public void measure(EdgeScene scene) throws IOException {
        List<LoadSample> ours = new ArrayList<>();
        List<LoadSample> theirs = new ArrayList<>();
        try (Load worker = scene.workerLoad(Reads.CONNECTIONS);
                Load redis = scene.redisLoad(Reads.CONNECTIONS)) {
            scene.closed(worker, 1);
            double half = scene.closed(worker, 1).rate() / 2;
            for (int i = 0; i < scene.options().pairs(); i++) {
                ours.add(worker.open(half, EdgeScene.WARM_UP, scene.options().time()));
                theirs.add(redis.open(half, EdgeScene.WARM_UP, scene.options().time()));
            }
        }
        row(scene, LoadSample.median(ours), LoadSample.median(theirs));
    }

    private void row(EdgeScene scene, LoadSample ours, LoadSample theirs) {
        table.row(
                scene.form(),
                ReportTable.whole(ours.rate()),
                ReportTable.millis(ours.p50()),
                ReportTable.millis(ours.p99()),
                ReportTable.millis(ours.p999()),
                ReportTable.millis(theirs.p50()),
                ReportTable.millis(theirs.p99()),
                ReportTable.millis(theirs.p999()),
                ReportTable.ratio(ours.p99() / theirs.p99()) + "x");
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
