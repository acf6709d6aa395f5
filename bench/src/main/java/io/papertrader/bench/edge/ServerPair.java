package io.papertrader.bench.edge;

import io.papertrader.bench.start.Form;
import io.papertrader.bench.start.Probe;
import io.papertrader.bench.start.Running;
import io.papertrader.bench.start.Stage;
import io.papertrader.bench.start.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A master and a worker of one form. The worker can be had anew, for some loads leave their mark on it, or end it. */
public final class ServerPair implements AutoCloseable {
    /** The heap that {@code make run} gives a worker, for both forms. */
    private static final String HEAP = "256m";

    /** The flags with which {@code make run} starts the jars. */
    private static final List<String> JAVA_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    /** Should this program be killed, its servers end with it. */
    private static final String STOP_AT_END_OF_INPUT = "PAPERTRADER_STOP_AT_END_OF_INPUT";

    private static final String MAX_CONNECTIONS = "PAPERTRADER_LISTEN_MAX_CONNECTIONS";

    private final Path repository;
    private final Form form;
    private final Stage stage;
    private final Setup setup;
    private Running master;
    private Duration masterStart = Duration.ZERO;
    private Running worker;

    private ServerPair(Path repository, Form form, Stage stage, Setup setup) {
        this.repository = repository;
        this.form = form;
        this.stage = stage;
        this.setup = setup;
    }

    /**
     * The set-up of a network for a measurement.
     *
     * @param maxConnections the number of clients that the worker has to let in
     * @param masterHeap the most heap of the master, as {@code -Xmx} has it
     * @param master settings of the master beside the usual ones, as environment variables
     * @param worker settings of the worker beside the usual ones
     */
    public record Setup(int maxConnections, String masterHeap, Map<String, String> master, Map<String, String> worker) {
        public Setup {
            master = Map.copyOf(master);
            worker = Map.copyOf(worker);
        }
    }

    /**
     * Starts both.
     *
     * @param isNew true where the stage's database knows no worker yet
     */
    static ServerPair start(Path repository, Form form, Stage stage, int maxConnections, boolean isNew)
            throws IOException {
        return start(repository, form, stage, new Setup(maxConnections, HEAP, Map.of(), Map.of()), isNew);
    }

    /** The same with a setup of its own. */
    public static ServerPair start(Path repository, Form form, Stage stage, Setup setup, boolean isNew)
            throws IOException {
        ServerPair network = new ServerPair(repository, form, stage, setup);
        network.begin(isNew);
        return network;
    }

    private void begin(boolean isNew) throws IOException {
        startMaster();
        try {
            if (isNew) {
                stage.registerWorker(form.command(repository, "cli", List.of("-Xshare:auto")));
            }
            worker = startWorker(Map.of(), stage.workerProbe());
        } catch (IOException e) {
            master.close();
            throw e;
        }
    }

    /** Starts the master, again after it was stopped. */
    public void startMaster() throws IOException {
        Map<String, String> environment = new HashMap<>(stage.masterEnvironment());
        environment.putAll(setup.master());
        long begin = System.nanoTime();
        master = start(repository, form, "master", setup.masterHeap(), environment, stage.masterProbe());
        masterStart = Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Starts one more master, with the settings of the first, in these surroundings. */
    public Running startFurtherMaster(Map<String, String> surroundings, Probe probe) throws IOException {
        Map<String, String> environment = new HashMap<>(setup.master());
        environment.putAll(surroundings);
        return start(repository, form, "master", setup.masterHeap(), environment, probe);
    }

    /** Ends the master; the worker stays, and looks for the next one. */
    public void stopMaster() {
        master.close();
    }

    /**
     * Waits until the worker has its master. Questions whose answers it remembers of the last one it answers before.
     */
    public void awaitLink() throws IOException {
        worker.await(stage.workerReadyProbe());
    }

    /** Ends the worker and starts another. */
    void renewWorker() throws IOException {
        worker.close();
        worker = startWorker(Map.of(), stage.workerProbe());
    }

    /** The same, with a worker whose port speaks TLS. */
    void renewWorker(SelfSigned certificate) throws IOException {
        worker.close();
        worker = startWorker(certificate.settings(), stage.workerReadyProbe());
    }

    /** Starts one more program of this form, beside the network. */
    Running start(String program, Map<String, String> environment, Probe probe) throws IOException {
        return start(repository, form, program, HEAP, environment, probe);
    }

    public Running worker() {
        return worker;
    }

    public Running master() {
        return master;
    }

    /** The time from the master's last start to its first answer. */
    public Duration masterStart() {
        return masterStart;
    }

    Form form() {
        return form;
    }

    public int port() {
        return stage.workerPort();
    }

    private Running startWorker(Map<String, String> settings, Probe probe) throws IOException {
        Map<String, String> environment = new HashMap<>(stage.workerEnvironment());
        environment.put(MAX_CONNECTIONS, String.valueOf(setup.maxConnections()));
        environment.putAll(setup.worker());
        environment.putAll(settings);
        return start("worker", environment, probe);
    }

    private static Running start(
            Path repository, Form form, String program, String heap, Map<String, String> environment, Probe probe)
            throws IOException {
        Map<String, String> bound = new HashMap<>(environment);
        bound.put(STOP_AT_END_OF_INPUT, "true");
        List<String> flags = new ArrayList<>(JAVA_FLAGS);
        flags.add("-Xmx" + heap);
        List<String> command = new ArrayList<>(form.command(repository, program, flags));
        if (form == Form.NATIVE) {
            command.add("-Xmx" + heap);
        }
        return Running.start(new Subject(
                program,
                form.label(),
                List.copyOf(command),
                Map.copyOf(bound),
                form.file(repository, program),
                probe,
                Optional.empty()));
    }

    @Override
    public void close() {
        worker.close();
        master.close();
    }
}
