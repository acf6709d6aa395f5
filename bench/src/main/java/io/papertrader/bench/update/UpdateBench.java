package io.papertrader.bench.update;

import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Scratch;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures updates of a market of many assets: a master of the form that is built replays recorded days of all of them,
 * with a worker that is told of each value. Beside it, as many rows of the same width in one statement and commit, in
 * the same Postgres. Arguments: the repository, the number of assets, the number of updates.
 */
public final class UpdateBench {
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String HEAP = "512m";
    private static final double AIM_MILLIS = 250;
    private static final double NANOS_A_MILLI = 1e6;

    private final Path repository;
    private final int assets;
    private final int updates;
    private final Stage stage;

    private UpdateBench(Path repository, int assets, int updates, Stage stage) {
        this.repository = repository;
        this.assets = assets;
        this.updates = updates;
        this.stage = stage;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path repository = Path.of(arguments[0]).toRealPath();
        Path folder = Files.createTempDirectory(Files.createDirectories(repository.resolve("target")), "bench-update-");
        try (Stage stage = Stage.open(DurablePostgres.start(folder))) {
            new UpdateBench(repository, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), stage).run();
        }
        Files.deleteIfExists(folder);
    }

    private void run() throws IOException, SQLException {
        Universe universe = Universe.write(Scratch.folder("papertrader-bench-universe"), assets, 2 * updates);
        Form form = Form.NATIVE.isBuilt(repository, "master") ? Form.NATIVE : Form.JVM;
        try (ServerPair network = ServerPair.start(repository, form, stage, setup(universe), true)) {
            MasterMetrics metrics = new MasterMetrics(stage.masterHttp());
            awaitUpdates(metrics, 1);
            MasterMetrics.Updates before = metrics.updates();
            awaitUpdates(metrics, before.count() + updates);
            MasterMetrics.Updates after = metrics.updates();
            double mean = (after.seconds() - before.seconds()) * 1_000 / (after.count() - before.count());
            print(form, mean, rowsMillis(), network.master().residentKib());
        }
    }

    private ServerPair.Setup setup(Universe universe) {
        Map<String, String> master = new HashMap<>();
        master.put("PAPERTRADER_UPDATE_INTERVAL", INTERVAL.toSeconds() + "s");
        master.put("PAPERTRADER_ASSET_LIST", universe.list().toString());
        master.put("PAPERTRADER_REPLAY_FOLDER", universe.folder().toString());
        master.put("PAPERTRADER_REPLAY_HISTORY", "2");
        return new ServerPair.Setup(10, HEAP, master, Map.of());
    }

    private static void awaitUpdates(MasterMetrics metrics, long count) throws IOException {
        while (metrics.updates().count() < count) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The median of as many tries as there were updates. */
    private double rowsMillis() throws SQLException {
        double[] millis = new double[updates];
        try (Connection connection = stage.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain (LIKE asset_value INCLUDING INDEXES)");
            for (int i = 0; i < updates; i++) {
                long begin = System.nanoTime();
                statement.executeUpdate("""
                        INSERT INTO plain (symbol, value_time, open, high, low, close, volume, source, update_number)
                        SELECT 'U' || number, now(), 100, 101, 99, 100, 1000, 'bench', %d
                        FROM generate_series(1, %d) AS number
                        """.formatted(i + 1, assets));
                millis[i] = (System.nanoTime() - begin) / NANOS_A_MILLI;
            }
        }
        Arrays.sort(millis);
        return millis[updates / 2];
    }

    private void print(Form form, double mean, double rows, long residentKib) {
        System.out.printf(
                Locale.ROOT, """
                | assets | form | an update, mean ms | aim ms | the same rows plainly, median ms | ratio | master's resident MiB |
                | ---: | --- | ---: | ---: | ---: | ---: | ---: |
                | %d | %s | %.0f | %.0f | %.0f | %.1f | %.0f |
                """, assets, form.label(), mean, AIM_MILLIS, rows, mean / rows, residentKib / 1024.0);
    }
}
