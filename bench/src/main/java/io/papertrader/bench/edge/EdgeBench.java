package io.papertrader.bench.edge;

import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a worker gives its clients, beside a Redis in the same run. Prints Markdown, and leaves it in
 * {@code target/bench-edge.md}. Arguments: the repository, then options as {@code name=value}.
 */
public final class EdgeBench {
    /** The clients of the loads beside the idle ones. */
    private static final int OTHER_CLIENTS = 5_000;

    private final Path repository;
    private final Options options;
    private final Map<Options.PartName, ReportPart> parts = new EnumMap<>(Options.PartName.class);

    private EdgeBench(Path repository, Options options) {
        this.repository = repository;
        this.options = options;
        options.parts().forEach(name -> parts.put(name, part(name)));
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        Path repository = Path.of(arguments[0]).toRealPath();
        Options options = Options.of(List.of(arguments).subList(1, arguments.length));
        new EdgeBench(repository, options).run();
    }

    private static ReportPart part(Options.PartName name) {
        return switch (name) {
            case READS -> new Reads();
            case HALF -> new HalfLoad();
            case GROWTH -> new Growth();
            case IDLE -> new IdleClients();
            case WORST -> new Worst();
            case GUESSERS -> new Guessers();
            case FAN -> new Fan();
        };
    }

    private void run() throws IOException, SQLException {
        List<Form> forms =
                options.forms().stream().sorted().filter(form -> isBuilt(form)).toList();
        try (Redis redis = Redis.start();
                Stage stage = Stage.open()) {
            boolean isNew = true;
            for (Form form : forms) {
                int maxConnections = options.idleClients() + OTHER_CLIENTS;
                try (ServerPair network = ServerPair.start(repository, form, stage, maxConnections, isNew)) {
                    measure(network, redis);
                }
                isNew = false;
            }
        }
        report();
    }

    private boolean isBuilt(Form form) {
        boolean isBuilt = form.isBuilt(repository, "worker") && form.isBuilt(repository, "master");
        if (!isBuilt) {
            System.err.println("Not measured, as it is not built: " + form.file(repository, "worker"));
        }
        return isBuilt;
    }

    private void measure(ServerPair network, Redis redis) throws IOException {
        Reader reader = Reader.of(network.port(), network.form(), "reader");
        redis.set(reader.answerBytes());
        for (ReportPart part : parts.values()) {
            part.measure(new EdgeScene(network, redis, reader, options));
        }
    }

    private void report() throws IOException {
        StringBuilder text = new StringBuilder();
        parts.values().stream()
                .map(ReportPart::table)
                .filter(table -> !table.isEmpty())
                .forEach(table -> text.append(table.markdown()));
        text.append(options.pairs())
                .append(" pairs, in each the worker and Redis one after another for ")
                .append(options.time().toMillis() / 1_000.0)
                .append(" s each; medians. Client, servers and database share ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" cores.\n");
        System.out.print(text);
        Path file = repository.resolve("target/bench-edge.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
