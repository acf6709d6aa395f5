package io.papertrader.bench.edge;

import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Probe;
import io.papertrader.bench.start.Running;
import io.papertrader.bench.start.Stage;
import io.papertrader.bench.start.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A master and a worker of one form. The worker can be had anew, for some loads leave their mark on it, or end it. */
final class Network implements AutoCloseable {
    /** So much heap as {@code make run} gives a worker, for both forms. */
    private static final String HEAP = "-Xmx256m";

    /** As {@code make run} starts the jars. */
    private static final List<String> JAVA_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            HEAP);

    /** Should this program be killed, its servers end with it. */
    private static final String STOP_AT_END_OF_INPUT = "PAPERTRADER_STOP_AT_END_OF_INPUT";

    private static final String MAX_CONNECTIONS = "PAPERTRADER_LISTEN_MAX_CONNECTIONS";

    private final Path repository;
    private final Form form;
    private final Stage stage;
    private final int maxConnections;
    private final Running master;
    private Running worker;

    private Network(Path repository, Form form, Stage stage, int maxConnections, Running master) {
        this.repository = repository;
        this.form = form;
        this.stage = stage;
        this.maxConnections = maxConnections;
        this.master = master;
    }

    /**
     * Starts both.
     *
     * @param maxConnections how many clients the worker has to let in
     * @param isNew whether the stage's database knows no worker yet
     */
    static Network start(Path repository, Form form, Stage stage, int maxConnections, boolean isNew)
            throws IOException {
        Subject subject = subject(repository, form, "master", stage.masterEnvironment(), stage.masterProbe());
        Network network = new Network(repository, form, stage, maxConnections, Running.start(subject));
        try {
            if (isNew) {
                stage.registerWorker(form.command(repository, "client", List.of("-Xshare:auto")));
            }
            network.worker = network.startWorker();
            return network;
        } catch (IOException e) {
            network.master.close();
            throw e;
        }
    }

    /** Ends the worker and starts another. */
    void renewWorker() throws IOException {
        worker.close();
        worker = startWorker();
    }

    Running worker() {
        return worker;
    }

    Form form() {
        return form;
    }

    int port() {
        return stage.workerPort();
    }

    private Running startWorker() throws IOException {
        Map<String, String> environment = new HashMap<>(stage.workerEnvironment());
        environment.put(MAX_CONNECTIONS, String.valueOf(maxConnections));
        return Running.start(subject(repository, form, "worker", Map.copyOf(environment), stage.workerProbe()));
    }

    private static Subject subject(
            Path repository, Form form, String program, Map<String, String> environment, Probe probe) {
        Map<String, String> bound = new HashMap<>(environment);
        bound.put(STOP_AT_END_OF_INPUT, "true");
        List<String> command = new ArrayList<>(form.command(repository, program, JAVA_FLAGS));
        if (form == Form.NATIVE) {
            command.add(HEAP);
        }
        return new Subject(
                program,
                form.label(),
                List.copyOf(command),
                Map.copyOf(bound),
                form.file(repository, program),
                probe,
                Optional.empty());
    }

    @Override
    public void close() {
        worker.close();
        master.close();
    }
}
