package io.papertrader.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The order in which everything is started, and, backwards, stopped: home, database, master, worker. Each method below
 * holds one of them open around the next.
 */
final class Network {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final String READY = "/q/health/ready";

    private final Settings settings;
    private final ServerKeys keys;
    private final Supplier<UUID> ids;
    private final StopSignal stop;
    private final PrintStream out;

    Network(Settings settings, ServerKeys keys, Supplier<UUID> ids, StopSignal stop, PrintStream out) {
        this.settings = settings;
        this.keys = keys;
        this.ids = ids;
        this.stop = stop;
        this.out = out;
    }

    /** Returns when a stop was asked for and all is stopped; what ends for another reason is a fault. */
    void run() throws StartFault, IOException {
        try (Home home = Home.open(settings.home())) {
            Ports ports = Ports.choose(settings.environment(), settings.listenHost());
            runDatabase(new Servers(settings, home, ports));
        }
        out.println("Stopped. Your data stays in " + settings.home() + ".");
    }

    private void runDatabase(Servers servers) throws StartFault, IOException {
        Home home = servers.home();
        out.println("Starting the database ...");
        PostgresProgram program = PostgresProgram.unpack(home.postgres().resolve("program"));
        try (Database database = Database.start(program, home.postgres(), LogFile.open(home.log("postgres.log")))) {
            runMaster(servers, database);
        }
    }

    private void runMaster(Servers servers, Database database) throws StartFault, IOException {
        keys.openOrCreate(servers.masterKeys(), "PaperTrader master");
        String workerKey = keys.openOrCreate(servers.workerKeys(), "PaperTrader worker");
        try (ServerProcess master = start(servers, servers.master(database), Port.MASTER_HTTP, READY);
                Management management = new Management(servers.ports().of(Port.MASTER_HTTP))) {
            UUID uuid = WorkerUuid.openOrCreate(servers.home().worker().resolve("uuid"), ids);
            register(servers, uuid, workerKey, management);
            runWorker(servers, uuid, master);
        }
    }

    private void runWorker(Servers servers, UUID uuid, ServerProcess master) throws StartFault, IOException {
        try (ServerProcess worker = start(servers, servers.worker(uuid), Port.WORKER_HTTP, READY)) {
            out.print(new Summary(servers).text());
            stop.awaitOrEnd(master, worker);
            if (!stop.isRequested()) {
                throw (master.isAlive() ? worker : master).ended();
            }
            out.println("\nStopping ...");
        }
    }

    private ServerProcess start(Servers servers, ServerCommand command, Port managementPort, String healthy)
            throws StartFault, IOException {
        if (stop.isRequested()) {
            throw new StartFault("Stopped while starting.");
        }
        out.printf("Starting the %s ...%n", command.name());
        LogFile output = LogFile.open(servers.home().log(command.name() + ".out"));
        ServerProcess server = ServerProcess.start(command, output, STOP_PATIENCE);
        try (Management management = new Management(servers.ports().of(managementPort))) {
            management.await(healthy, server, stop, START_PATIENCE);
            return server;
        } catch (StartFault e) {
            server.close();
            throw e;
        }
    }

    private void register(Servers servers, UUID uuid, String workerKey, Management management)
            throws StartFault, IOException {
        Registration registration = new Registration(
                uuid, workerKey, settings.listenHost().workerNetworks(), servers.workerPublicAddress());
        try {
            String token = Files.readString(servers.home().master().resolve("admin-token"));
            registration.submit(management, token.strip());
        } catch (IOException e) {
            throw new StartFault("The worker cannot be registered with the master: %s.".formatted(e.getMessage()), e);
        }
    }
}
