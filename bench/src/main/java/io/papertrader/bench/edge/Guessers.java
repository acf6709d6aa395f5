package io.papertrader.bench.edge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The reads of everybody else while strangers try to get in, beside the same reads just before and after. */
final class Guessers implements ReportPart {
    private final ReportTable table = new ReportTable(
            "Others' reads while strangers try to get in, 1 000 tries a second: " + Reads.CONNECTIONS
                    + " connections, closed loop, 1 in flight",
            "strangers",
            "form",
            "reads/s without",
            "reads/s meanwhile",
            "p50 ms without",
            "p50 ms meanwhile",
            "p99 ms without",
            "p99 ms meanwhile",
            "reads meanwhile beside without");

    @Override
    public void measure(EdgeScene scene) throws IOException {
        scene.network().renewWorker();
        try (Load load = scene.workerLoad(Reads.CONNECTIONS)) {
            load.closed(1, EdgeScene.WARM_UP, scene.options().time());
            for (Guesses guesses : Guesses.values()) {
                row(scene, load, guesses);
            }
        }
    }

    private void row(EdgeScene scene, Load load, Guesses guesses) throws IOException {
        List<LoadSample> without = new ArrayList<>();
        without.add(load.closed(1, EdgeScene.WARM_UP, Guessing.TIME.dividedBy(2)));
        LoadSample meanwhile;
        try (Guessing guessing =
                new Guessing(guesses, scene.network().port(), scene.reader().user())) {
            guessing.start();
            meanwhile = load.closed(1, EdgeScene.WARM_UP, Guessing.TIME);
        }
        without.add(load.closed(1, EdgeScene.WARM_UP, Guessing.TIME.dividedBy(2)));
        LoadSample quiet = LoadSample.median(without);
        table.row(
                guesses.label(),
                scene.form(),
                ReportTable.whole(quiet.rate()),
                ReportTable.whole(meanwhile.rate()),
                ReportTable.millis(quiet.p50()),
                ReportTable.millis(meanwhile.p50()),
                ReportTable.millis(quiet.p99()),
                ReportTable.millis(meanwhile.p99()),
                ReportTable.ratio(meanwhile.rate() / quiet.rate()));
    }

    @Override
    public ReportTable table() {
        return table;
    }
}
