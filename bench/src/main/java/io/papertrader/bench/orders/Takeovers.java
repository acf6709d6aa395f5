package io.papertrader.bench.orders;

import io.papertrader.bench.edge.ServerPair;
import io.papertrader.bench.start.DurablePostgres;
import io.papertrader.bench.start.Probe;
import io.papertrader.bench.start.Running;
import io.papertrader.bench.start.Stage;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.vocabulary.TransactionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The time for which a client cannot place an order, over one worker, when the leader fails and another master stands
 * by: with few orders in the tables and with the most. The client places one order after the other, and one that is
 * refused meanwhile again under the same id. Each master reaches the database, and is reached by the worker, over lines
 * of its own, which can swallow what goes over them.
 */
final class Takeovers {
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** Between two orders, and before one is tried again. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final OrdersScene scene;
    private final OrdersReport report;

    /** The way in which a leader fails. */
    private enum Failure {
        KILLED,
        FROZEN,
        CUT_OFF;

        String words() {
            return switch (this) {
                case KILLED -> "killed";
                case FROZEN -> "frozen (SIGSTOP)";
                case CUT_OFF -> "cut off from database and worker";
            };
        }
    }

    /** The lines of a master. */
    private record Lines(int port, SwallowingLine database, SwallowingLine workers) implements AutoCloseable {
        static Lines of(Stage stage, int port) throws IOException {
            return new Lines(port, SwallowingLine.to(stage.databasePort()), SwallowingLine.to(port));
        }

        @Override
        public void close() throws IOException {
            database.close();
            workers.close();
        }
    }

    Takeovers(OrdersScene scene, OrdersReport report) {
        this.scene = scene;
        this.report = report;
    }

    void measure() throws IOException, SQLException {
        measure(0);
        measure(scene.options().sizes().getLast());
    }

    private void measure(int orders) throws IOException, SQLException {
        OrdersOptions options = scene.options();
        Path list = scene.folder().resolve("assets.csv");
        List<Lines> lines = new ArrayList<>();
        try (Stage stage = Stage.open(DurablePostgres.start(scene.folder().resolve("takeover-" + orders)))) {
            Queue queue = new Queue(stage, options.portfolios(), options.assets());
            queue.list(list);
            lines.add(Lines.of(stage, stage.masterPort()));
            while (lines.size() <= Failure.values().length) {
                lines.add(Lines.of(stage, Stage.freePort()));
            }
            try (ServerPair network =
                    scene.network(stage, options.heap(), settings(list, lines.getFirst()), addresses(lines))) {
                Trader trader = Trader.register(network.port(), "trader");
                trader.symbols(network.port());
                if (orders > 0) {
                    network.stopMaster();
                    queue.open();
                    queue.fill(orders, options.portfolios());
                    network.startMaster();
                }
                network.awaitLink();
                failOneAfterTheOther(stage, network, trader, lines, orders);
            }
        } finally {
            for (Lines each : lines) {
                each.close();
            }
            Files.deleteIfExists(list);
        }
    }

    private static Map<String, String> settings(Path list, Lines lines) {
        Map<String, String> settings = new HashMap<>(Queue.settings(list));
        settings.put("PAPERTRADER_DATABASE_ADDRESS", lines.database.address());
        return settings;
    }

    private static Map<String, String> addresses(List<Lines> lines) {
        return Map.of(
                "PAPERTRADER_MASTER_ADDRESS",
                lines.stream().map(each -> each.workers.address()).collect(Collectors.joining(",")));
    }

    private void failOneAfterTheOther(Stage stage, ServerPair network, Trader trader, List<Lines> lines, int orders)
            throws IOException {
        List<Running> further = new ArrayList<>();
        try {
            Running leader = network.master();
            Iterator<Lines> each = lines.iterator();
            Lines itsLines = each.next();
            for (Failure failure : Failure.values()) {
                Lines next = each.next();
                int http = Stage.freePort();
                Map<String, String> surroundings =
                        new HashMap<>(stage.furtherMasterEnvironment("behind-" + failure, next.port, http));
                surroundings.put("PAPERTRADER_DATABASE_ADDRESS", next.database.address());
                Running standby = network.startFurtherMaster(surroundings, Probe.started(http));
                further.add(standby);
                report.takeover(failure.words(), orders, unserved(network, trader, failure, leader, itsLines));
                leader.kill();
                leader = standby;
                itsLines = next;
            }
        } finally {
            further.forEach(Running::kill);
        }
    }

    /** The longest time without an order that is placed, around a failure. */
    private static Duration unserved(ServerPair network, Trader trader, Failure failure, Running leader, Lines itsLines)
            throws IOException {
        AssetSymbol symbol = trader.symbols(network.port()).getFirst();
        Executor later = CompletableFuture.delayedExecutor(BEFORE.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> failed = CompletableFuture.runAsync(() -> fail(failure, leader, itsLines), later);
        GrowingIds ids = new GrowingIds(InstantSource.system());
        TransactionId id = ids.next();
        long end = System.nanoTime() + LONGEST.toNanos();
        long last = System.nanoTime();
        long longest = 0;
        while (System.nanoTime() < end) {
            if (trader.tryToPlace(network.port(), id, symbol)) {
                longest = Math.max(longest, System.nanoTime() - last);
                last = System.nanoTime();
                id = ids.next();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        failed.join();
        return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
    }

    private static void fail(Failure failure, Running leader, Lines itsLines) {
        try {
            switch (failure) {
                case KILLED -> leader.signal("KILL");
                case FROZEN -> leader.signal("STOP");
                case CUT_OFF -> {
                    itsLines.database.swallow();
                    itsLines.workers.swallow();
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
